import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { checkView } from '../../views/check-view.js';
import { answer, answers, closedObject, listOf } from '../schemas.js';
import { checkListing } from './finding-schemas.js';

/** The catalogue of checks, and how each lately judged. */
export function checkRoutes(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: { readonly integration?: string } }>(
    '/checks',
    {
      schema: {
        tags: ['checks'],
        summary: 'Every check, and how it lately judged',
        querystring: closedObject({
          integration: { type: 'string', description: 'Only results of this one (id or name)' },
        }),
        response: answers(200, answer('Checks', { checks: listOf(checkListing) })),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const integration =
        query.integration === undefined
          ? undefined
          : await host.integrations.get(query.integration);
      return { checks: (await host.checks.list(integration?.id)).map(checkView) };
    },
  );
}
