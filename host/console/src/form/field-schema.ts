/** JSON Schema of a field, or of the form, as far as the console reads it. */
export interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly writeOnly?: boolean;
  readonly readOnly?: boolean;
  readonly deprecated?: boolean;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly oneOf?: readonly FieldSchema[];
  readonly anyOf?: readonly FieldSchema[];
  readonly allOf?: readonly FieldSchema[];
  readonly not?: FieldSchema;
  readonly if?: FieldSchema;
  readonly then?: FieldSchema;
  readonly else?: FieldSchema;
  readonly discriminator?: { readonly propertyName: string };
  readonly 'x-ui'?: FieldUi;
}

/** How the form shows a field; described in plugin.schema.json. */
export interface FieldUi {
  readonly placeholder?: string;
  readonly help?: string;
  readonly width?: 'short' | 'medium' | 'full';
  readonly group?: string;
  readonly messages?: Readonly<Record<string, string>>;
  readonly clean?: readonly { readonly pattern: string; readonly replace: string }[];
  readonly unit?: string;
  readonly multiline?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a field is kept in the vault: never shown, and never in a config. */
export function isSecret(schema: FieldSchema): boolean {
  return schema.writeOnly === true && schema.format === 'secret';
}

/** Whether a schema lists the values of one field, each with a title, rather than alternatives of fields. */
export function isTitledEnum({ oneOf }: FieldSchema): boolean {
  return oneOf !== undefined && oneOf.length > 0 && oneOf.every((option) => 'const' in option);
}

/** One choice of a field. */
export interface Choice {
  readonly value: unknown;
  readonly label: string;
}

/** The choices of a field with few values; undefined for every other field. */
export function choicesOf(schema: FieldSchema): readonly Choice[] | undefined {
  if (isTitledEnum(schema)) {
    return schema.oneOf?.map(({ const: value, title }) => ({
      value,
      label: title ?? String(value),
    }));
  }
  const labels = schema['x-ui']?.labels ?? {};
  return schema.enum?.map((value) => ({
    value,
    label: labels[String(value)] ?? String(value),
  }));
}
