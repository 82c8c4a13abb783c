import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { quotaView } from '../../views/quota-view.js';
import {
  answer,
  answers,
  closedObject,
  listOf,
  number,
  numberOrNull,
  text,
  textOrNull,
} from '../schemas.js';

const quota = answer('A quota', {
  name: text,
  scope: text,
  used: numberOrNull,
  limit: numberOrNull,
  ceiling: numberOrNull,
  reserved: number,
  readAt: textOrNull,
  pausedUntil: textOrNull,
});

/** What providers allow, and how much of it is used. */
export function quotaRoutes(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: { readonly integration?: string } }>(
    '/quota',
    {
      schema: {
        tags: ['quota'],
        summary: 'Usage of what providers allow, by everyone',
        querystring: closedObject({ integration: { type: 'string' } }),
        response: answers(200, answer('Quotas', { quotas: listOf(quota) })),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const integration =
        query.integration === undefined
          ? undefined
          : await host.integrations.get(query.integration);
      return { quotas: (await host.quotas(integration)).map(quotaView) };
    },
  );
}
