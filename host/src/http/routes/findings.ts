import { RollcallError } from '@rollcall/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { describeCheck } from '../../checks/catalogue.js';
import { type Severity, severities } from '../../checks/check.js';
import { type Disposition, type FindingStatus, findingStatuses } from '../../findings/finding.js';
import type { FindingPosition, FindingSort } from '../../findings/query.js';
import type { FindingAction } from '../../findings/service.js';
import { parseUntil } from '../../findings/until.js';
import type { Host } from '../../host-port.js';
import { findingDetailView, findingView } from '../../views/finding-view.js';
import { actorOf } from '../actor.js';
import { type PageQuery, pageQuery } from '../page.js';
import { answer, answers, closedObject, idParams, listOf } from '../schemas.js';
import { actionBodies, finding, findingDetail, findingPage, manyBody } from './finding-schemas.js';

interface IdParams {
  readonly id: string;
}

interface ListQuery extends PageQuery {
  readonly status?: readonly FindingStatus[];
  readonly severity?: readonly Severity[];
  readonly check?: readonly string[];
  readonly integration?: string;
  readonly account?: string;
  readonly q?: string;
  readonly sort?: FindingSort;
}

/** What a person wants to happen, as bodies say it; the schema of the single routes names what each needs. */
interface ActionBody {
  readonly action: FindingAction['action'];
  readonly disposition?: Disposition;
  readonly until?: string;
  readonly reason?: string;
}

const tags = ['findings'];

const listQuery = closedObject({
  ...pageQuery,
  status: {
    type: 'array',
    items: { enum: findingStatuses },
    description: '`open` means every finding that waits for somebody: new and reopened ones, too',
  },
  severity: { type: 'array', items: { enum: severities } },
  check: { type: 'array', items: { type: 'string' }, description: 'Ids of checks' },
  integration: { type: 'string', description: 'Id or display name' },
  account: { type: 'string', description: 'Id or username of an account that the finding names' },
  q: { type: 'string', maxLength: 200, description: 'Words of the title' },
  sort: { enum: ['severity', 'lastSeen'], default: 'severity' },
});

/** Findings: what checks found, and what people decide about it. */
export function findingRoutes(api: FastifyInstance, host: Host): void {
  readRoutes(api, host);
  actRoutes(api, host);
}

function readRoutes(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: ListQuery }>(
    '/findings',
    {
      schema: {
        tags,
        summary: 'Findings, most severe or latest first, with their numbers by property',
        querystring: listQuery,
        response: answers(200, findingPage),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const filter = {
        status: query.status,
        severity: query.severity,
        check: query.check,
        integrationId:
          query.integration === undefined
            ? undefined
            : (await host.integrations.get(query.integration)).id,
        account: query.account,
        text: query.q,
      };
      const { cursor, limit = 50, sort } = query;
      const [{ findings, next }, counts] = await Promise.all([
        host.findings.list(filter, { sort, limit, after: cursor ? decode(cursor) : undefined }),
        host.findings.counts(filter),
      ]);
      return { findings: findings.map(findingView), counts, next: next ? encode(next) : null };
    },
  );
  api.get<{ Params: IdParams }>(
    '/findings/:id',
    {
      schema: {
        tags,
        summary: 'A finding with its evidence, its history and what its check says',
        params: idParams,
        response: answers(200, findingDetail),
      },
      config: { access: 'viewer' },
    },
    async ({ params }) => {
      const found = await host.findings.get(params.id);
      return findingDetailView(found, describeCheck(found.check));
    },
  );
}

function actRoutes(api: FastifyInstance, host: Host): void {
  for (const { action, summary, body } of actionBodies) {
    api.post<{ Params: IdParams; Body: Omit<ActionBody, 'action'> | null }>(
      `/findings/:id/${action}`,
      {
        schema: { tags, summary, params: idParams, body, response: answers(200, finding) },
        config: { access: 'operator', action: `finding.${action}` },
      },
      async (request) => {
        const wish = { ...request.body, action };
        const [changed] = await act(host, request, [request.params.id], wish);
        return changed;
      },
    );
  }
  api.post<{ Body: ActionBody & { readonly ids: readonly string[] } }>(
    '/findings/actions',
    {
      schema: {
        tags,
        summary: 'Do the same to many findings, or to none of them',
        body: manyBody,
        response: answers(
          200,
          answer('The findings as they are now', { findings: listOf(finding) }),
        ),
      },
      config: { access: 'operator', action: 'finding.act' },
    },
    async (request) => ({ findings: await act(host, request, request.body.ids, request.body) }),
  );
}

async function act(
  host: Host,
  request: FastifyRequest,
  ids: readonly string[],
  body: ActionBody,
): Promise<readonly Record<string, unknown>[]> {
  const action = toAction(body, host.clock.now());
  const changed = await host.findings.act([...new Set(ids)], action, actorOf(request));
  return changed.map(findingView);
}

function toAction({ action, disposition, until, reason }: ActionBody, now: Date): FindingAction {
  if (action === 'reopen') return { action, reason };
  if (action === 'close' && disposition !== undefined) return { action, disposition, reason };
  if (action === 'mute' && until !== undefined) {
    return { action, until: parseUntil(until, now), reason };
  }
  const missing = action === 'close' ? 'disposition' : 'until';
  throw new RollcallError('INPUT_INVALID', `"${action}" needs "${missing}"`);
}

function encode(position: FindingPosition): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

function decode(cursor: string): FindingPosition {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (isPosition(position)) return position;
  } catch {
    // Told below, like every other text that is no cursor.
  }
  throw new RollcallError('INPUT_INVALID', 'the cursor belongs to no finding of this list', {
    hint: 'Begin again without a cursor.',
  });
}

function isPosition(value: unknown): value is FindingPosition {
  if (typeof value !== 'object' || value === null) return false;
  const { severity, lastSeen, id } = value as Partial<Record<keyof FindingPosition, unknown>>;
  const isTime = typeof lastSeen === 'string' && !Number.isNaN(Date.parse(lastSeen));
  return severities.some((each) => each === severity) && isTime && typeof id === 'string';
}
