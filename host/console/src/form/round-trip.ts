import { activeFields, declaredFields } from './active-fields.js';
import { type FieldSchema, isObject, isSecret, type JsonObject } from './field-schema.js';

/** What the API takes: the config, and the secrets beside it. */
export interface Entered {
  readonly config: JsonObject;
  readonly secrets: Readonly<Record<string, string>>;
}

/** A change of what is stored: absent keeps, null removes. */
export interface EnteredChange {
  readonly config: JsonObject;
  readonly secrets: Readonly<Record<string, string | null>>;
}

/** What the form holds for a config: the config with the defaults of fields that are empty. Secrets are empty. */
export function toForm(schema: FieldSchema, config: JsonObject): JsonObject {
  return withDefaults(schema, config);
}

/**
 * What is entered in the form, as the API takes it: without empty values, without the values of fields
 * that are not shown, and secrets apart. Values that no field declares stay, so that the host names them.
 */
export function fromForm(schema: FieldSchema, form: JsonObject): Entered {
  const { fields } = activeFields(schema, form);
  const shown = pruned(schema, form);
  const isSecretField = (name: string) => isSecret(fields[name] ?? {});
  const secrets = Object.entries(shown).flatMap(([name, value]) =>
    isSecretField(name) && typeof value === 'string' ? [[name, value] as const] : [],
  );
  const config = Object.entries(shown).filter(([name]) => !isSecretField(name));
  return { config: Object.fromEntries(config), secrets: Object.fromEntries(secrets) };
}

/** What an edit changes: values that differ, null for those that are gone. A secret that was not entered stays. */
/** @public */
export function changeOf(before: JsonObject, after: Entered): EnteredChange {
  const changed = Object.entries(after.config).filter(
    ([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value),
  );
  const gone = Object.keys(before)
    .filter((name) => !Object.hasOwn(after.config, name))
    .map((name) => [name, null] as const);
  return { config: Object.fromEntries([...changed, ...gone]), secrets: after.secrets };
}

function withDefaults(schema: FieldSchema, value: JsonObject): JsonObject {
  const { fields } = activeFields(schema, value);
  const entries = Object.entries(fields).flatMap(([name, field]) => {
    const present = value[name] ?? (isSecret(field) ? undefined : field.default);
    const filled = isObject(present) ? withDefaults(field, present) : present;
    return filled === undefined ? [] : [[name, filled] as const];
  });
  return { ...value, ...Object.fromEntries(entries) };
}

function pruned(schema: FieldSchema, value: JsonObject): JsonObject {
  const { fields, required } = activeFields(schema, value);
  const declared = declaredFields(schema);
  const entries = Object.entries(value).flatMap(([name, item]) => {
    const field = fields[name];
    if (field === undefined && declared.has(name)) return [];
    const kept = prunedValue(field ?? {}, item);
    const isEmptyObject = isObject(kept) && Object.keys(kept).length === 0 && !required.has(name);
    return kept === undefined || isEmptyObject ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(entries);
}

function prunedValue(field: FieldSchema, value: unknown): unknown {
  if (value === null || value === '') return undefined;
  if (isObject(value)) return pruned(field, value);
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) => (isObject(item) ? pruned(field.items ?? {}, item) : item));
}
