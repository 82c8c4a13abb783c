import type { FastifyInstance, FastifyReply } from 'fastify';

import type { Host } from '../../host-port.js';
import { type Report, renderReport } from '../../reports/format.js';
import { parsePeriod } from '../../reports/instant.js';
import {
  makeAccessReport,
  makeFindingReport,
  makeLicenceReport,
  makeLicenceSteps,
  makeSignInReport,
  type ReportHost,
  type ReportPeriod,
} from '../../reports/make-report.js';
import {
  answer,
  answers,
  anyObject,
  closedObject,
  type JsonSchema,
  listOf,
  number,
  text,
} from '../schemas.js';
import { licenceReport, licenceSteps } from './licence-schemas.js';
import { reportEvidenceRoutes } from './report-evidence.js';

type SentFormat = keyof typeof mediaTypes;

interface LicenceQuery {
  readonly integration?: string;
  readonly days?: number;
  readonly format?: SentFormat;
}

interface PeriodQuery {
  readonly integration?: string;
  readonly from?: string;
  readonly to?: string;
  readonly format?: SentFormat;
}

const mediaTypes = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const;

const tags = ['reports'];
const common = {
  integration: { type: 'string', description: 'Only this integration (id or display name)' },
  format: { enum: Object.keys(mediaTypes), default: 'json', description: 'Form of the report' },
};
const period = {
  from: { type: 'string', description: 'First day, or instant, in UTC' },
  to: { type: 'string', description: 'Last day, or instant before which, in UTC' },
};

/** Reports on what was collected. */
export function reportRoutes(api: FastifyInstance, host: Host): void {
  licenceRoute(api, host);
  licenceStepsRoute(api, host);
  for (const report of periodReports) periodRoute(api, host, report);
  reportEvidenceRoutes(api, host);
}

async function idOf(host: Host, idOrName: string | undefined): Promise<string | undefined> {
  return idOrName === undefined ? undefined : (await host.integrations.get(idOrName)).id;
}

/** Sends a report: as data to look at, in other forms as a file. */
function send(
  reply: FastifyReply,
  name: string,
  report: Report,
  format: SentFormat = 'json',
): object | string {
  if (format === 'json') return report.data;
  const ending = format === 'markdown' ? 'md' : format;
  reply.header('content-type', mediaTypes[format]);
  reply.header('content-disposition', `attachment; filename="${name}.${ending}"`);
  return renderReport(report, format);
}

function licenceRoute(api: FastifyInstance, host: Host): void {
  const querystring = closedObject({
    ...common,
    days: { type: 'integer', minimum: 1, maximum: 3650, default: 90 },
  });
  const summary = 'Licences that are paid for and not used';
  api.get<{ Querystring: LicenceQuery }>(
    '/reports/licences',
    {
      schema: { tags, summary, querystring, response: answers(200, licenceReport) },
      config: { access: 'viewer' },
    },
    async ({ query }, reply) => {
      const integrationId = await idOf(host, query.integration);
      const made = await makeLicenceReport(host, { integrationId, days: query.days });
      return send(reply, 'licences', made, query.format);
    },
  );
}

function licenceStepsRoute(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: Pick<LicenceQuery, 'integration'> }>(
    '/reports/licences/steps',
    {
      schema: {
        tags,
        summary: 'What each number of days without use would give, from 30 to 180',
        querystring: closedObject({ integration: common.integration }),
        response: answers(200, licenceSteps),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) =>
      makeLicenceSteps(host, { integrationId: await idOf(host, query.integration) }),
  );
}

interface PeriodReport {
  readonly name: string;
  readonly summary: string;
  readonly fields: Readonly<Record<string, JsonSchema>>;
  readonly make: (host: ReportHost, period: ReportPeriod) => Promise<Report>;
}

const periodReports: readonly PeriodReport[] = [
  {
    name: 'sign-ins',
    summary: 'How people and machines sign in',
    fields: { signIns: number, failures: number, mfa: anyObject, completeness: listOf(anyObject) },
    make: makeSignInReport,
  },
  {
    name: 'access',
    summary: 'Who holds which privileged capability, and what changed since "from"',
    fields: {
      capabilities: listOf(anyObject),
      holders: listOf(anyObject),
      difference: { type: ['object', 'null'], additionalProperties: true },
      rightsChanges: listOf(anyObject),
    },
    make: makeAccessReport,
  },
  {
    name: 'findings',
    summary: 'Findings of a period, and how they were dealt with',
    fields: {
      bySeverity: listOf(anyObject),
      checks: listOf(anyObject),
      findings: listOf(anyObject),
    },
    make: makeFindingReport,
  },
];

function periodRoute(api: FastifyInstance, host: Host, report: PeriodReport): void {
  const querystring = closedObject({ ...common, ...period });
  const made = answer('The report', { asOf: text, header: anyObject, ...report.fields });
  api.get<{ Querystring: PeriodQuery }>(
    `/reports/${report.name}`,
    {
      schema: { tags, summary: report.summary, querystring, response: answers(200, made) },
      config: { access: 'viewer' },
    },
    async ({ query }, reply) => {
      const scope = {
        ...parsePeriod(query.from, query.to),
        integrationId: await idOf(host, query.integration),
      };
      return send(reply, report.name, await report.make(host, scope), query.format);
    },
  );
}
