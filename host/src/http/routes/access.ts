import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import { listDifferences } from '../../explore/access-differences.js';
import { listCapabilities, listHolders } from '../../explore/access-list.js';
import type { Host } from '../../host-port.js';
import { parsePeriod } from '../../reports/instant.js';
import { answer, answers, closedObject, listOf, number, text } from '../schemas.js';
import { differencesSchema, holderSchema } from './holder-schema.js';
import { integrationField, integrationIds } from './integration-choice.js';

interface AccessQuery {
  readonly integration?: string;
  readonly capability?: string;
}

interface DifferenceQuery {
  readonly integration?: string;
  readonly from?: string;
  readonly to?: string;
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
          answer('Access', { capabilities: listOf(capability), holders: listOf(holderSchema) }),
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
  differenceRoute(api, host);
}

function differenceRoute(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: DifferenceQuery }>(
    '/access/differences',
    {
      schema: {
        tags,
        summary: 'Who gained or lost a privileged capability between two days',
        querystring: closedObject({
          integration: integrationField,
          from: { ...text, description: 'First day, or instant, in UTC; needed' },
          to: { ...text, description: 'Last day, or instant before which, in UTC; now if absent' },
        }),
        response: answers(200, differencesSchema),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const { from, to } = parsePeriod(query.from, query.to);
      if (!from) throw withoutFrom();
      const { pool } = host.database;
      const [integrationId] =
        query.integration === undefined ? [] : await integrationIds(host, query.integration);
      const { version } = host;
      return listDifferences(pool, host.clock, { from, to, integrationId, version });
    },
  );
}

function withoutFrom(): RollcallError {
  return new RollcallError('INPUT_INVALID', '"from" is missing', {
    hint: 'Name the day to compare with, as from=2026-05-01.',
  });
}
