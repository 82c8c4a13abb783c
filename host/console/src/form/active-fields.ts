import { type FieldSchema, isTitledEnum, type JsonObject } from './field-schema.js';
import { matches } from './matches.js';

/** The fields of an object that its present values call for. */
export interface ActiveFields {
  readonly fields: Readonly<Record<string, FieldSchema>>;
  readonly required: ReadonlySet<string>;
}

/** The fields that an object has now: its own, those of the conditions that hold, and of the chosen alternative. */
export function activeFields(schema: FieldSchema, value: JsonObject): ActiveFields {
  const parts = activeParts(schema, value);
  const fields: Record<string, FieldSchema> = {};
  for (const part of parts) {
    for (const [name, field] of Object.entries(part.properties ?? {})) {
      fields[name] = { ...fields[name], ...field };
    }
  }
  return { fields, required: new Set(parts.flatMap((part) => part.required ?? [])) };
}

/** Every field that an object may ever have. */
export function declaredFields(schema: FieldSchema): ReadonlySet<string> {
  const inner = [
    ...(schema.allOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
    ...[schema.then, schema.else].filter((part) => part !== undefined),
  ];
  return new Set([
    ...Object.keys(schema.properties ?? {}),
    ...inner.flatMap((part) => [...declaredFields(part)]),
  ]);
}

function activeParts(schema: FieldSchema, value: JsonObject): readonly FieldSchema[] {
  const branch = schema.if && (matches(schema.if, value) ? schema.then : schema.else);
  const alternative = isTitledEnum(schema) ? undefined : chosenAlternative(schema, value);
  const inner = [...(schema.allOf ?? []), branch, alternative].filter((part) => part !== undefined);
  return [schema, ...inner.flatMap((part) => activeParts(part, value))];
}

/** The alternative whose tag the value carries; undefined before one is chosen. */
function chosenAlternative(
  { oneOf, discriminator }: FieldSchema,
  value: JsonObject,
): FieldSchema | undefined {
  if (!oneOf) return undefined;
  const tag = discriminator?.propertyName;
  if (tag === undefined) return oneOf.find((option) => matches(option, value));
  return oneOf.find(({ properties }) => {
    const field = properties?.[tag];
    return field !== undefined && value[tag] !== undefined && matches(field, value[tag]);
  });
}
