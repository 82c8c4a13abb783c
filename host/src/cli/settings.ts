import type { Manifest } from '@rollcall/core';
import { isObject } from '../plugins/json-shape.js';
import { nearest } from '../plugins/nearest.js';
import { usageError } from './output.js';

/** A JSON Schema, as far as values of the command line need it. */
type Schema = Readonly<Record<string, unknown>>;

/** Splits `key=value` at its first `=`. The value is not repeated in the error: it may be a secret. */
export function splitAssignment(text: string, option: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw usageError(`${option} needs key=value`, `Write ${option} name=value.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Whether a field of the form is a secret. */
export function isSecretField(manifest: Manifest, field: string): boolean {
  return schemaAt(manifest.config, field.split('.'))?.writeOnly === true;
}

/**
 * `--set` values as the form's types.
 * @throws `USAGE_INVALID` for a field that the form does not have, a secret, or a value of another type
 */
export function configFrom(
  manifest: Manifest,
  assignments: readonly string[],
): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const assignment of assignments) {
    const [key, text] = splitAssignment(assignment, '--set');
    const path = key.split('.');
    const schema = schemaAt(manifest.config, path);
    if (!schema) throw unknownField(manifest, key);
    if (schema.writeOnly === true) {
      throw usageError(
        `${key} is a secret, and the command line is seen by others`,
        `Use --secret ${key}=env:VARIABLE, --secret ${key}=file:PATH or --secret ${key}=-.`,
      );
    }
    put(config, path, coerce(schema, text, key));
  }
  return config;
}

/** `--option` values: JSON where it is JSON, else text. `schedule.accounts=1h` becomes an object. */
export function optionsFrom(assignments: readonly string[]): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const assignment of assignments) {
    const [key, text] = splitAssignment(assignment, '--option');
    put(options, key.split('.'), key === 'streams' ? list(text) : jsonOrText(text));
  }
  return options;
}

/** A field that the form does not have, with the nearest that it has. */
export function unknownField(manifest: Manifest, key: string): Error {
  const names = Object.keys(manifest.config.properties);
  const near = nearest(key, names);
  return usageError(
    `${manifest.name} has no field ${key}`,
    near ? `Did you mean ${near}?` : `Its fields are ${names.join(', ')}.`,
  );
}

/** Puts a value at a path, making the objects on the way. */
export function put(
  target: Record<string, unknown>,
  path: readonly string[],
  value: unknown,
): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const present = target[first];
  const inner: Record<string, unknown> = isObject(present) ? { ...present } : {};
  put(inner, rest, value);
  target[first] = inner;
}

function schemaAt(schema: Schema, path: readonly string[]): Schema | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return schema;
  const properties = schema.properties;
  const property = isObject(properties) ? properties[first] : undefined;
  if (isObject(property)) return schemaAt(property, rest);
  for (const branch of [schema.oneOf, schema.anyOf, schema.allOf].flat()) {
    const found = isObject(branch) ? schemaAt(branch, path) : undefined;
    if (found) return found;
  }
  return undefined;
}

function coerce(schema: Schema, text: string, key: string): unknown {
  const type = [schema.type].flat().find((each) => each !== 'null');
  if (type === 'boolean') return boolean(text, key);
  if (type === 'integer' || type === 'number') return number(text, key);
  if (type === 'array') return list(text);
  if (type === 'object') return json(text, key);
  return text;
}

function boolean(text: string, key: string): boolean {
  if (/^(true|yes|on|1)$/i.test(text)) return true;
  if (/^(false|no|off|0)$/i.test(text)) return false;
  throw usageError(
    `${key} is yes or no, not "${text}"`,
    `Write --set ${key}=true or ${key}=false.`,
  );
}

function number(text: string, key: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw usageError(`${key} is a number, not "${text}"`, `Write --set ${key}=NUMBER.`);
  }
  return value;
}

function list(text: string): unknown {
  if (text.trim().startsWith('[')) return jsonOrText(text);
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function json(text: string, key: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw usageError(
      `${key} is an object, and what was given is no JSON`,
      `Give its fields one by one (--set ${key}.name=value), or as JSON. ${String(cause)}`,
    );
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
