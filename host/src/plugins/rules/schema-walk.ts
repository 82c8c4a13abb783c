import { isObject, type JsonObject } from '../json-shape.js';
import type { JsonPath } from '../manifest-fault.js';

/** One schema in a schema. */
export interface Subschema {
  /** The schema. */
  readonly schema: JsonObject;
  /** Where it is, from the root of the manifest. */
  readonly path: JsonPath;
}

const named = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];
const listed = ['oneOf', 'anyOf', 'allOf', 'prefixItems'];
const single = [
  'items',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'contains',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
];

/** A JSON Schema and every schema in it. */
export function* subschemas(schema: unknown, path: JsonPath): Generator<Subschema> {
  if (!isObject(schema)) return;
  yield { schema, path };
  for (const keyword of single) yield* subschemas(schema[keyword], [...path, keyword]);
  for (const keyword of listed) {
    const list = schema[keyword];
    for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
      yield* subschemas(item, [...path, keyword, index]);
    }
  }
  for (const keyword of named) {
    const holder = schema[keyword];
    for (const [name, item] of Object.entries(isObject(holder) ? holder : {})) {
      yield* subschemas(item, [...path, keyword, name]);
    }
  }
}
