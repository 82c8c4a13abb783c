import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { runView } from '../../views/run-view.js';
import { streamEvents } from '../event-stream.js';
import { type PageQuery, pageQuery, readPage } from '../page.js';
import { answer, answers, closedObject, idParams, listOf, textOrNull } from '../schemas.js';
import { runLogRoute } from './run-log.js';
import { runSchema } from './run-schema.js';

interface IdParams {
  readonly id: string;
}

const tags = ['runs'];

/** Runs and their events. */
export function runRoutes(
  api: FastifyInstance,
  host: Host,
  options: { readonly heartbeatMs: number },
): void {
  api.get<{ Querystring: PageQuery & { readonly integration?: string } }>(
    '/runs',
    {
      schema: {
        tags,
        summary: 'Runs, latest first',
        querystring: closedObject({ ...pageQuery, integration: { type: 'string' } }),
        response: answers(200, answer('Runs', { runs: listOf(runSchema), next: textOrNull })),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const integration =
        query.integration === undefined
          ? undefined
          : await host.integrations.get(query.integration);
      const { items, next } = await readPage(query, (limit, after) =>
        host.runs.list(integration?.id, limit, after),
      );
      return { runs: items.map(runView), next };
    },
  );
  api.get<{ Params: IdParams }>(
    '/runs/:id',
    {
      schema: { tags, summary: 'A run', params: idParams, response: answers(200, runSchema) },
      config: { access: 'viewer' },
    },
    async ({ params }) => runView(await host.runs.get(params.id)),
  );
  api.post<{ Params: IdParams }>(
    '/runs/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Stop a run; what is committed stays',
        params: idParams,
        response: answers(202, runSchema),
      },
      config: { access: 'operator', action: 'run.cancel' },
    },
    async ({ params }, reply) => {
      await host.runs.cancel(params.id);
      reply.code(202);
      return runView(await host.runs.get(params.id));
    },
  );
  runLogRoute(api, host);
  streamEvents(api, host, options);
}
