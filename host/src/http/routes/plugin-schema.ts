import { answer, anyObject, listOf, text, textOrNull } from '../schemas.js';

const short = {
  id: text,
  name: text,
  version: text,
  publisher: text,
  description: text,
  source: { enum: ['bundled', 'added'] },
  digest: text,
  riskAccepted: { type: 'boolean' },
};

/** A plugin in a list. */
export const pluginSchema = answer('A plugin', short);

const copyable = answer('A value to copy', { label: text, value: text, file: text });

const step = {
  ...answer('A step of the guide', {
    id: text,
    title: text,
    body: text,
    link: text,
    copy: listOf(copyable),
    fills: listOf(text),
  }),
  required: ['id', 'title', 'body'],
};

const stream = {
  ...answer('A stream', {
    name: text,
    title: text,
    entity: text,
    mode: { enum: ['incremental', 'snapshot'] },
    description: text,
    permission: text,
    cadence: text,
    retention: text,
    personalData: listOf(text),
    enabled: { type: 'boolean' },
  }),
  required: ['name', 'title', 'entity', 'mode'],
};

const whole = {
  ...short,
  homepage: textOrNull,
  license: textOrNull,
  config: { ...anyObject, description: 'JSON Schema of the form, in form order' },
  sensitiveFields: {
    ...listOf(text),
    description: 'Fields that say where secrets are sent: a change asks for stored secrets again',
  },
  setup: listOf(step),
  egress: listOf(answer('Where it reaches, and why', { origin: text, reason: text })),
  permissions: listOf(answer('What it may, and why', { id: text, reason: text })),
  quota: listOf(anyObject),
  streams: listOf(stream),
};

/** A plugin with its form, guide and streams. */
export const wholePluginSchema = answer('A plugin with its form, guide and streams', whole);

/** A plugin that is not installed yet, and what it would take the place of. */
export const inspectionSchema = answer('What would be installed', {
  ...whole,
  isolation: answer('How well its process would be fenced in here', {
    level: { enum: ['strong', 'flags'], description: '`flags`: the risk has to be accepted' },
    detail: text,
    hint: text,
  }),
  present: {
    ...answer('What new integrations use until then; null when it is not installed', whole),
    type: ['object', 'null'],
  },
});
