import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import type { RunHook } from '../../runs/run-view.js';
import { integrationView } from '../../views/integration-view.js';
import { nothingDueView, runView } from '../../views/run-view.js';
import { answer, answers, anyObject, closedObject, idParams } from '../schemas.js';
import { runSchema } from './run-schema.js';

interface IdParams {
  readonly id: string;
}

interface CollectBody {
  readonly streams?: readonly string[];
  readonly due?: boolean;
}

const tags = ['integrations'];
const accepted = answers(202, runSchema);

const nothingDue = answer('Nothing is due: no run was made', {
  run: anyObject,
  streams: anyObject,
  quota: { type: 'null' },
});

const collectBody = {
  ...closedObject({
    streams: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 100 },
    due: { type: 'boolean' },
  }),
  type: ['object', 'null'],
};

const hooks: readonly (readonly [path: string, hook: RunHook, summary: string])[] = [
  ['test', 'testConnectivity', 'Test connectivity'],
  ['plan', 'plan', 'Say what a collection would cost'],
];

/** Test, plan, collect, pause and resume. Runs are answered at once and followed by their events. */
export function runRequestRoutes(api: FastifyInstance, host: Host): void {
  for (const [path, hook, summary] of hooks) {
    api.post<{ Params: IdParams }>(
      `/integrations/:id/${path}`,
      {
        schema: { tags, summary, params: idParams, response: accepted },
        config: { access: 'operator', action: `integration.${path}` },
      },
      async ({ params }, reply) => {
        const integration = await host.integrations.get(params.id);
        const run = await host.runs.request(integration, hook);
        reply.code(202).header('location', `/api/v1/runs/${run.id}`);
        return runView(run);
      },
    );
  }
  api.post<{ Params: IdParams; Body: CollectBody | null }>(
    '/integrations/:id/collect',
    {
      schema: {
        tags,
        summary: 'Collect now',
        params: idParams,
        body: collectBody,
        response: { ...answers(200, nothingDue), ...accepted },
      },
      config: { access: 'operator', action: 'integration.collect' },
    },
    async ({ params, body }, reply) => {
      const integration = await host.integrations.get(params.id);
      const wish = body ?? {};
      // A paused integration is refused when its run is asked for.
      if (!integration.paused && (await host.runs.nothingDue(integration, wish))) {
        return nothingDueView();
      }
      const run = await host.runs.request(integration, 'collect', wish);
      reply.code(202).header('location', `/api/v1/runs/${run.id}`);
      return runView(run);
    },
  );
  for (const verb of ['pause', 'resume'] as const) {
    api.post<{ Params: IdParams }>(
      `/integrations/:id/${verb}`,
      {
        schema: {
          tags,
          summary: verb === 'pause' ? 'Stop collecting until resumed' : 'Collect again',
          params: idParams,
          response: answers(200, anyObject),
        },
        config: { access: 'operator', action: `integration.${verb}` },
      },
      async ({ params }) => integrationView(await host.integrations[verb](params.id)),
    );
  }
}
