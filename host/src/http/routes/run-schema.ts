import { answer, listOf, number, numberOrNull, text, textOrNull } from '../schemas.js';

const optional = { type: 'boolean' } as const;

const error = {
  ...answer('Why it failed, and what to do', { code: text, message: text, hint: text }),
  type: ['object', 'null'],
};

const stream = {
  ...answer('What became of a stream', {
    status: { enum: ['waiting', 'running', 'done', 'skipped', 'paused', 'failed'] },
    records: number,
    inserted: number,
    updated: number,
    gone: number,
    requests: number,
    expected: numberOrNull,
    reason: textOrNull,
    hint: textOrNull,
    setupStep: textOrNull,
  }),
};

const quota = {
  ...answer('The main quota at the end of the run', {
    used: numberOrNull,
    limit: numberOrNull,
    ceiling: numberOrNull,
    spentByRun: number,
  }),
  type: ['object', 'null'],
};

/** One check of a connectivity test. */
export const checkSchema = answer('One check', {
  id: text,
  title: text,
  status: { enum: ['passed', 'warning', 'failed', 'skipped'] },
  detail: textOrNull,
  hint: textOrNull,
  setupStep: textOrNull,
});

const plan = answer('What a collection would cost', {
  streams: {
    type: 'object',
    additionalProperties: answer('One stream', {
      records: numberOrNull,
      requests: number,
      transport: text,
      note: textOrNull,
    }),
  },
  requests: number,
  quota: answer('The main quota', {
    used: numberOrNull,
    limit: numberOrNull,
    ceiling: numberOrNull,
  }),
  fits: { type: 'boolean' },
});

const head = {
  id: text,
  integrationId: text,
  hook: { enum: ['collect', 'testConnectivity', 'plan', 'folder'] },
  trigger: { enum: ['person', 'schedule', 'resume'] },
  status: {
    enum: ['queued', 'running', 'succeeded', 'partial', 'paused', 'failed', 'cancelled'],
  },
  requestedAt: text,
  startedAt: textOrNull,
  endedAt: textOrNull,
  resumeAt: textOrNull,
  error,
  streams: { type: 'object', additionalProperties: stream },
  quota,
} as const;

/** A run; a test also has its checks, a plan its price. */
export const runSchema = {
  ...answer('A run', { ...head, connected: optional, checks: listOf(checkSchema), plan }),
  required: Object.keys(head),
};
