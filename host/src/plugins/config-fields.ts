import { isObject, type JsonObject, listOf, objectOf } from './json-shape.js';
import type { JsonPath } from './manifest-fault.js';

/** One field of a plugin's form. */
export interface ConfigField {
  /** Its name, as templates and `--set` use it. */
  readonly name: string;
  /** Its schema. */
  readonly schema: JsonObject;
  /** Where the schema is, from the root of the manifest. */
  readonly path: JsonPath;
  /** Whether it is kept in the vault. */
  readonly secret: boolean;
}

/** The fields of a `config` schema in form order, those of top-level alternatives included. */
export function configFields(config: unknown): readonly ConfigField[] {
  const branches = listOf(objectOf(config).oneOf).map(
    (branch, index) => [branch, ['config', 'oneOf', index]] as const,
  );
  const fields = new Map<string, ConfigField>();
  for (const [holder, path] of [[config, ['config']] as const, ...branches]) {
    for (const [name, schema] of Object.entries(objectOf(objectOf(holder).properties))) {
      if (fields.has(name) || !isObject(schema)) continue;
      fields.set(name, {
        name,
        schema,
        path: [...path, 'properties', name],
        secret: isSecret(schema),
      });
    }
  }
  return [...fields.values()];
}

/** Whether a field's schema marks a secret. */
function isSecret(schema: JsonObject): boolean {
  return schema.writeOnly === true && schema.format === 'secret';
}
