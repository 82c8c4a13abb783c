import type { Manifest } from '@rollcall/core';

import { configFields } from '../plugins/config-fields.js';
import { type JsonObject, listOf, objectOf, textOf } from '../plugins/json-shape.js';
import { compilePattern } from '../plugins/pattern.js';

/** What a person entered. */
export interface ConfigInput {
  /** Fields that are no secrets. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Secrets. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * Makes of what was entered what is stored: texts cleaned by the form's replacements in their order,
 * texts of number and boolean fields read as such, defaults put in, empty values left out. Fields
 * that the form does not have stay, for the faults.
 */
export function prepareConfig(manifest: Manifest, input: ConfigInput): ConfigInput {
  const schemas = new Map(configFields(manifest.config).map((field) => [field.name, field.schema]));
  const config: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input.config)) {
    const schema = schemas.get(name) ?? {};
    const read = typeof value === 'string' ? readText(value, schema) : value;
    if (!isBlank(read)) config[name] = read;
  }
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(input.secrets)) {
    const cleaned = cleanText(value, schemas.get(name) ?? {});
    if (!isBlank(cleaned)) secrets[name] = cleaned;
  }
  return { config: withDefaults(manifest, config), secrets };
}

/** Puts the form's defaults into the fields that are empty. */
export function withDefaults(
  manifest: Manifest,
  config: ConfigInput['config'],
): ConfigInput['config'] {
  const defaults = configFields(manifest.config)
    .filter(({ name, schema }) => schema.default !== undefined && !Object.hasOwn(config, name))
    .map(({ name, schema }) => [name, structuredClone(schema.default)] as const);
  return { ...config, ...Object.fromEntries(defaults) };
}

/** A later replacement may leave something to an earlier one: so many times they are all applied at most. */
const mostRounds = 5;

/** Applies a field's `x-ui.clean` to a text, until that changes nothing any more. */
function cleanText(text: string, schema: JsonObject): string {
  const steps = listOf(objectOf(schema['x-ui']).clean).map((step) => {
    const { pattern, replace } = objectOf(step);
    return { pattern: compilePattern(textOf(pattern) ?? ''), replace: textOf(replace) ?? '' };
  });
  let cleaned = text;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = cleaned;
    for (const { pattern, replace } of steps) cleaned = pattern.replaceAll(cleaned, replace);
    if (cleaned === before) break;
  }
  return cleaned;
}

function readText(text: string, schema: JsonObject): unknown {
  const cleaned = cleanText(text, schema);
  return coerceText(cleaned, schema);
}

/** Reads a text as its schema's number or boolean; what is neither stays, for the faults. */
export function coerceText(text: string, schema: JsonObject): unknown {
  const { type } = schema;
  const trimmed = text.trim();
  if (type === 'integer' || type === 'number') {
    return /^[+-]?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : text;
  }
  if (type === 'boolean' && (trimmed === 'true' || trimmed === 'false')) return trimmed === 'true';
  return text;
}

function isBlank(value: unknown): boolean {
  return (
    value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
  );
}
