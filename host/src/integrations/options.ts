import type { Manifest } from '@rollcall/core';

import { catalogue } from '../checks/catalogue.js';
import { checkOptionsSchema } from '../checks/thresholds.js';
import { isObject, type JsonObject, objectOf } from '../plugins/json-shape.js';
import { pointerOf } from '../plugins/manifest-fault.js';
import type { ConfigFault } from './config-fault.js';
import type { IntegrationOptions } from './integration.js';
import { coerceText } from './prepare-config.js';
import { valueFaults } from './value-faults.js';

const schemas = new WeakMap<Manifest, JsonObject>();

const duration = {
  type: 'string',
  pattern: '^[1-9]\\d{0,5}[smhd]$',
  examples: ['6h'],
  'x-ui': {
    messages: { pattern: 'Enter a whole number and s, m, h or d, for example 6h.' },
  },
};

const proxy = {
  title: 'Proxy',
  description: 'The proxy that requests go through, without user name and password',
  type: 'string',
  pattern: '^https?://[^/@\\s?#]+/?$',
  examples: ['http://proxy.acme.example:3128'],
  'x-ui': {
    messages: {
      pattern:
        'Enter the proxy as http://host:port. User name and password belong into HTTPS_PROXY, which is not shown.',
    },
  },
};

/** The JSON Schema (draft 2020-12) of an integration's options, the same for CLI, API and form. */
function optionsSchema(manifest: Manifest): JsonObject {
  const schema = schemas.get(manifest) ?? makeSchema(manifest);
  schemas.set(manifest, schema);
  return schema;
}

function makeSchema(manifest: Manifest): JsonObject {
  const streams = manifest.streams.map(({ name }) => name);
  const entities = [...new Set(manifest.streams.map(({ entity }) => entity))];
  const byName = (names: readonly string[]) => ({
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(names.map((name) => [name, { ...duration, title: name }])),
  });
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      ceiling: {
        title: 'Ceiling',
        description: 'Share of the provider’s limit that usage may reach',
        type: 'integer',
        minimum: 1,
        maximum: 95,
        examples: [75],
        'x-ui': { unit: 'percent' },
      },
      timezone: {
        title: 'Time zone',
        description: 'Where a new day begins; the host’s when empty',
        type: 'string',
        format: 'iana-time-zone',
      },
      schedule: { title: 'Schedule', description: 'How often, by stream', ...byName(streams) },
      streams: {
        title: 'Streams',
        description: 'What is collected; the plugin’s default when empty',
        type: 'array',
        items: { title: 'Streams', enum: streams },
        minItems: 1,
        uniqueItems: true,
      },
      retention: { title: 'Retention', description: 'How long, by entity', ...byName(entities) },
      raw: {
        title: 'Other fields',
        description: 'Whether fields of the provider that have no column are kept',
        type: 'boolean',
        examples: [false],
      },
      proxy,
      checks: checkOptionsSchema(catalogue),
    },
  };
}

/**
 * Puts changes into options: null removes, `schedule.accounts` reaches inside, as deep as it goes,
 * texts are read as numbers, booleans and lists (`a,b`) where the schema wants them.
 */
export function mergeOptions(
  manifest: Manifest,
  present: JsonObject,
  patch: JsonObject,
): JsonObject {
  let merged = present;
  for (const [key, value] of Object.entries(patch)) {
    merged = put(merged, key.split('.'), value, optionsSchema(manifest));
  }
  return merged;
}

/** Every mistake in options, each once. */
export function optionFaults(manifest: Manifest, options: JsonObject): readonly ConfigFault[] {
  return valueFaults(optionsSchema(manifest), options).map((fault) => ({
    ...fault,
    pointer: pointerOf(['options']) + fault.pointer,
    field: fault.pointer.slice(1).replaceAll('/', '.'),
  }));
}

/** Options that were found without fault, typed. */
export function typedOptions(options: JsonObject): IntegrationOptions {
  return options as IntegrationOptions;
}

function readOption(value: unknown, schema: JsonObject): unknown {
  if (typeof value !== 'string') return value;
  if (schema.type === 'array') return value.split(',').map((item) => item.trim());
  const isPercent = objectOf(schema['x-ui']).unit === 'percent';
  return coerceText(isPercent ? value.replace(/\s*%$/, '') : value, schema);
}

/** Puts a value at a path. Objects are put into the present ones; one that is left empty goes. */
function put(
  object: JsonObject,
  [name = '', ...rest]: readonly string[],
  value: unknown,
  schema: JsonObject,
): JsonObject {
  const { [name]: present, ...others } = object;
  const inner = objectOf(objectOf(schema.properties)[name]);
  const isLeaf = rest.length === 0 && !isObject(value);
  if (isLeaf && (value === null || value === undefined)) return others;
  if (isLeaf) return { ...others, [name]: readOption(value, inner) };
  const entries: readonly (readonly [readonly string[], unknown])[] =
    rest.length > 0
      ? [[rest, value]]
      : Object.entries(objectOf(value)).map(([key, each]) => [[key], each]);
  const all = entries.reduce((at, [path, each]) => put(at, path, each, inner), objectOf(present));
  return Object.keys(all).length === 0 ? others : { ...others, [name]: all };
}
