import { answer, anyObject, listOf, numberOrNull, text, textOrNull } from '../schemas.js';
import { runSchema } from './run-schema.js';

const orNull = { type: ['object', 'null'] };

const settled = {
  id: text,
  plugin: text,
  name: text,
  status: { enum: ['untested', 'connected', 'not-connected', 'paused'] },
  paused: { type: 'boolean' },
  config: anyObject,
  options: anyObject,
  tenantId: textOrNull,
  tenantName: textOrNull,
  testedAt: textOrNull,
  createdAt: text,
  updatedAt: text,
};

const moving = {
  openRun: { ...runSchema, ...orNull },
  lastRun: { ...runSchema, ...orNull },
  nextAt: textOrNull,
  collectedAt: textOrNull,
  stale: {
    ...answer('Streams that were not collected for three times their cadence', {
      since: text,
      streams: listOf(text),
    }),
    ...orNull,
  },
  quota: {
    ...answer('The main quota', { used: numberOrNull, limit: numberOrNull, ceiling: numberOrNull }),
    ...orNull,
  },
};

const description = 'An integration; its secrets are never part of it';

/** An integration as it was configured. */
export const integrationSchema = answer(description, settled);

/** An integration with what it does now, did last and does next. */
export const liveIntegrationSchema = answer(description, { ...settled, ...moving });

/** The same, with how many records it holds. */
export const wholeIntegrationSchema = answer(description, {
  ...settled,
  ...moving,
  records: { type: 'object', additionalProperties: { type: 'number' } },
  storedSecrets: { ...listOf(text), description: 'Names of the secrets that are stored' },
});
