import type { FastifyInstance } from 'fastify';

import { listCapabilities, listHolders } from '../../explore/access-list.js';
import type { Host } from '../../host-port.js';
import { answer, answers, anyObject, closedObject, listOf, number, text } from '../schemas.js';
import { integrationField, integrationIds } from './integration-choice.js';

interface AccessQuery {
  readonly integration?: string;
  readonly capability?: string;
}

const tags = ['access'];
const capability = answer('A capability', {
  capability: text,
  title: text,
  isReviewed: { type: 'boolean' },
  holders: number,
  humans: number,
  services: number,
});

/** Who can do what. */
export function accessRoutes(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: AccessQuery }>(
    '/access',
    {
      schema: {
        tags,
        summary: 'Capabilities, the most dangerous first, and the holders of one',
        querystring: closedObject({
          integration: integrationField,
          capability: {
            type: 'string',
            maxLength: 256,
            description: 'The capability whose holders are listed; the first when absent',
          },
        }),
        response: answers(
          200,
          answer('Access', { capabilities: listOf(capability), holders: listOf(anyObject) }),
        ),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const { pool } = host.database;
      const now = host.clock.now();
      const ids = await integrationIds(host, query.integration);
      const capabilities = await listCapabilities(pool, ids, now);
      const chosen = query.capability ?? capabilities[0]?.capability;
      const holders = chosen === undefined ? [] : await listHolders(pool, ids, chosen, now);
      return { capabilities, holders };
    },
  );
}
