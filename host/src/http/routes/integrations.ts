import type { FastifyInstance } from 'fastify';
import type { Host } from '../../host-port.js';
import type { IntegrationPatch } from '../../integrations/edit.js';
import type { Integration } from '../../integrations/integration.js';
import type { NewIntegration } from '../../integrations/service.js';
import { integrationView } from '../../views/integration-view.js';
import { activityView } from '../../views/run-view.js';
import { type PageQuery, pageOf, pageQuery } from '../page.js';
import {
  answer,
  answers,
  anyObject,
  closedObject,
  idParams,
  listOf,
  textOrNull,
} from '../schemas.js';
import {
  integrationSchema,
  liveIntegrationSchema,
  wholeIntegrationSchema,
} from './integration-schema.js';
import { reconciliationRoute } from './reconciliation.js';
import { runRequestRoutes } from './run-requests.js';

interface IdParams {
  readonly id: string;
}

const name = { type: 'string', minLength: 1, maxLength: 200 };

const newIntegration = closedObject(
  {
    plugin: { type: 'string' },
    name,
    config: anyObject,
    secrets: { type: 'object', additionalProperties: { type: 'string' } },
    options: anyObject,
  },
  ['plugin', 'name', 'config'],
);

const patch = closedObject({
  name,
  config: { ...anyObject, description: 'Named fields change, null removes' },
  secrets: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
  options: { ...anyObject, description: 'Named options change, null removes' },
});

/** Integrations, and what is asked of them. */
export function integrationRoutes(api: FastifyInstance, host: Host): void {
  readRoutes(api, host);
  writeRoutes(api, host);
  reconciliationRoute(api, host);
  runRequestRoutes(api, host);
}

const tags = ['integrations'];

function readRoutes(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: PageQuery }>(
    '/integrations',
    {
      schema: {
        tags,
        summary: 'All integrations',
        querystring: closedObject(pageQuery),
        response: answers(
          200,
          answer('Integrations', { integrations: listOf(liveIntegrationSchema), next: textOrNull }),
        ),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const { items, next } = pageOf(await host.integrations.list(), query);
      return { integrations: await liveViews(host, items), next };
    },
  );
  api.get<{ Params: IdParams }>(
    '/integrations/:id',
    {
      schema: {
        tags,
        summary: 'An integration and how many records it holds',
        params: idParams,
        response: answers(200, wholeIntegrationSchema),
      },
      config: { access: 'viewer' },
    },
    async ({ params }) => {
      const found = await host.integrations.get(params.id);
      const [live] = await liveViews(host, [found]);
      return {
        ...live,
        records: await host.integrations.facts(found.id),
        storedSecrets: await host.integrations.storedSecrets(found.id),
      };
    },
  );
}

/** Integrations with what they do now, did last and do next, and their main quotas. */
async function liveViews(
  host: Host,
  integrations: readonly Integration[],
): Promise<readonly Record<string, unknown>[]> {
  const activity = await host.runs.activity(integrations);
  return Promise.all(
    integrations.map(async (integration) => {
      const [main] = await host.quotas(integration);
      return {
        ...integrationView(integration),
        ...activityView(activity.get(integration.id)),
        quota: main ? { used: main.used, limit: main.limit, ceiling: main.ceiling } : null,
      };
    }),
  );
}

function writeRoutes(api: FastifyInstance, host: Host): void {
  api.post<{ Body: Omit<NewIntegration, 'secrets'> & Partial<Pick<NewIntegration, 'secrets'>> }>(
    '/integrations',
    {
      schema: {
        tags,
        summary: 'Make an integration',
        body: newIntegration,
        response: answers(201, integrationSchema),
      },
      config: { access: 'operator', action: 'integration.add' },
    },
    async ({ body }, reply) => {
      const added = await host.integrations.add({ ...body, secrets: body.secrets ?? {} });
      reply.code(201).header('location', `/api/v1/integrations/${added.id}`);
      return integrationView(added);
    },
  );
  api.patch<{ Params: IdParams; Body: IntegrationPatch }>(
    '/integrations/:id',
    {
      schema: {
        tags,
        summary: 'Change an integration; what is absent stays, secrets too',
        params: idParams,
        body: patch,
        response: answers(200, integrationSchema),
      },
      config: { access: 'operator', action: 'integration.edit' },
    },
    async ({ params, body }) => integrationView(await host.integrations.edit(params.id, body)),
  );
  api.delete<{ Params: IdParams }>(
    '/integrations/:id',
    {
      schema: {
        tags,
        summary: 'Remove an integration, its secrets and all that it collected',
        params: idParams,
        response: answers(200, answer('Removed records by entity', { removed: anyObject })),
      },
      config: { access: 'administrator', action: 'integration.remove' },
    },
    async ({ params }) => host.integrations.remove(params.id),
  );
}
