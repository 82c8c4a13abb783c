import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { quotaSampleView, quotaView } from '../../views/quota-view.js';
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

const sample = answer('Usage at one time', {
  name: text,
  scope: text,
  at: text,
  used: numberOrNull,
  limit: numberOrNull,
  ours: {
    ...number,
    description: 'What requests of Rollcall had spent until then, ever; differences tell its share',
  },
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
  api.get<{ Querystring: { readonly integration?: string; readonly hours?: number } }>(
    '/quota/history',
    {
      schema: {
        tags: ['quota'],
        summary: 'Usage over time, for charts: at most one sample of a quota in five minutes',
        querystring: closedObject({
          integration: { type: 'string' },
          hours: { type: 'integer', minimum: 1, maximum: 840, default: 24 },
        }),
        response: answers(200, answer('Samples, oldest first', { samples: listOf(sample) })),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const { integration: name, hours = 24 } = query;
      const integration = name === undefined ? undefined : await host.integrations.get(name);
      const since = new Date(host.clock.now().getTime() - hours * 3_600_000);
      return { samples: (await host.quotaHistory(integration, since)).map(quotaSampleView) };
    },
  );
}
