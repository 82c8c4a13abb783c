import { type FieldSchema, isObject } from './field-schema.js';

/**
 * Whether a value matches a schema, by the keywords that conditions and alternatives may use: `const`,
 * `enum`, `required`, `properties`, `not`, `allOf`, `anyOf`. Others do not count: the host decides what
 * is right, this only decides what is shown.
 */
export function matches(schema: FieldSchema | boolean, value: unknown): boolean {
  if (typeof schema === 'boolean') return schema;
  if ('const' in schema && !isSame(schema.const, value)) return false;
  if (schema.enum && !schema.enum.some((option) => isSame(option, value))) return false;
  if (schema.not && matches(schema.not, value)) return false;
  if (schema.allOf && !schema.allOf.every((part) => matches(part, value))) return false;
  if (schema.anyOf && !schema.anyOf.some((part) => matches(part, value))) return false;
  return !isObject(value) || matchesFields(schema, value);
}

function matchesFields(schema: FieldSchema, value: Readonly<Record<string, unknown>>): boolean {
  if (schema.required?.some((name) => value[name] === undefined)) return false;
  return Object.entries(schema.properties ?? {}).every(
    ([name, field]) => value[name] === undefined || matches(field, value[name]),
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
