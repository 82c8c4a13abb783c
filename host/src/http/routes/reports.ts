import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { parseInstant } from '../../reports/instant.js';
import { licenceReport } from '../../reports/licences.js';
import { openPriceBook } from '../../reports/price-book.js';
import { signInReport } from '../../reports/sign-ins.js';
import { answer, answers, anyObject, closedObject, listOf, number, text } from '../schemas.js';

interface LicenceQuery {
  readonly integration?: string;
  readonly days?: number;
}

interface SignInQuery {
  readonly integration?: string;
  readonly from?: string;
  readonly to?: string;
}

const tags = ['reports'];
const integration = { type: 'string', description: 'Only this integration (id or display name)' };

/** Reports on what was collected. */
export function reportRoutes(api: FastifyInstance, host: Host): void {
  licenceRoute(api, host);
  signInRoute(api, host);
}

async function idOf(host: Host, idOrName: string | undefined): Promise<string | undefined> {
  return idOrName === undefined ? undefined : (await host.integrations.get(idOrName)).id;
}

function licenceRoute(api: FastifyInstance, host: Host): void {
  const querystring = closedObject({
    integration,
    days: { type: 'integer', minimum: 1, maximum: 3650, default: 90 },
  });
  const report = answer('The report', {
    asOf: text,
    currency: text,
    pools: listOf(anyObject),
    accounts: listOf(anyObject),
    monthlySaving: number,
  });
  const summary = 'Licences that are paid for and not used';
  api.get<{ Querystring: LicenceQuery }>(
    '/reports/licences',
    { schema: { tags, summary, querystring, response: answers(200, report) } },
    async ({ query }) => {
      const book = await openPriceBook(host.home, await host.plugins.list());
      return licenceReport(host.database.pool, host.clock, book, {
        integrationId: await idOf(host, query.integration),
        days: query.days,
      });
    },
  );
}

function signInRoute(api: FastifyInstance, host: Host): void {
  const querystring = closedObject({
    integration,
    from: { type: 'string', description: 'First day, or instant, in UTC' },
    to: { type: 'string', description: 'Last day, or instant before which, in UTC' },
  });
  const report = answer('The report', { asOf: text, signIns: number, failures: number });
  const summary = 'How people and machines sign in';
  api.get<{ Querystring: SignInQuery }>(
    '/reports/sign-ins',
    { schema: { tags, summary, querystring, response: answers(200, report) } },
    async ({ query }) =>
      signInReport(host.database.pool, host.clock, {
        integrationId: await idOf(host, query.integration),
        from: query.from === undefined ? undefined : parseInstant(query.from, 'from'),
        to: query.to === undefined ? undefined : parseInstant(query.to, 'to'),
      }),
  );
}
