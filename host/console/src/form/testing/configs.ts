import fc from 'fast-check';

import { type FieldSchema, isSecret, isTitledEnum, type JsonObject } from '../field-schema.js';
import { matches } from '../matches.js';

/** What may be stored and entered for a schema: configs without secrets, and the secrets beside them. */
export function entered(schema: FieldSchema): fc.Arbitrary<{
  readonly config: JsonObject;
  readonly secrets: Readonly<Record<string, string>>;
}> {
  return objects(schema).map((whole) => {
    const isSecretField = (name: string) =>
      [schema, ...(schema.oneOf ?? [])].some(({ properties }) =>
        isSecret(properties?.[name] ?? {}),
      );
    const entries = Object.entries(whole);
    return {
      config: Object.fromEntries(entries.filter(([name]) => !isSecretField(name))),
      secrets: Object.fromEntries(
        entries.flatMap(([name, value]) =>
          isSecretField(name) ? [[name, String(value)] as const] : [],
        ),
      ),
    };
  });
}

function objects(schema: FieldSchema): fc.Arbitrary<JsonObject> {
  const own = fields(schema);
  const branches = isTitledEnum(schema) ? [] : (schema.oneOf ?? []);
  const chosen = branches.length > 0 ? fc.oneof(...branches.map(fields)) : fc.constant({});
  return fc.tuple(own, chosen).chain(([a, b]) => conditional(schema, { ...a, ...b }));
}

function conditional(schema: FieldSchema, value: JsonObject): fc.Arbitrary<JsonObject> {
  const branch = schema.if && (matches(schema.if, value) ? schema.then : schema.else);
  return branch ? fields(branch).map((more) => ({ ...value, ...more })) : fc.constant(value);
}

function fields(schema: FieldSchema): fc.Arbitrary<JsonObject> {
  const own = Object.entries(schema.properties ?? {});
  // a field with a default always has a value: the form fills it in
  const required = own
    .filter(([name, field]) => schema.required?.includes(name) || field.default !== undefined)
    .map(([name]) => name);
  return fc.record(Object.fromEntries(own.map(([name, field]) => [name, values(field)])), {
    requiredKeys: required,
  });
}

function values(field: FieldSchema): fc.Arbitrary<unknown> {
  if ('const' in field) return fc.constant(field.const);
  if (field.enum) return fc.constantFrom(...field.enum);
  if (isTitledEnum(field)) return fc.constantFrom(...(field.oneOf ?? []).map((each) => each.const));
  switch (field.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: 1, max: 90 });
    case 'number':
      return fc.double({ min: 0, max: 1, noNaN: true });
    case 'array':
      return fc.array(values(field.items ?? {}), { minLength: 1, maxLength: 4 });
    case 'object':
      return objects(field).filter((value) => Object.keys(value).length > 0);
    default:
      return fc.string({ minLength: 1 });
  }
}
