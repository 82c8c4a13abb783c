/** The kinds of field that a normalised record has. */
export type FieldKind = 'text' | 'boolean' | 'integer' | 'number' | 'instant' | 'date' | 'list';

/** One field of an entity. */
export interface EntityField {
  /** `instant` is ISO 8601 in UTC with milliseconds; `date` is `YYYY-MM-DD`; `list` is of texts. */
  readonly kind: FieldKind;
  /** What it holds, with unit and source. */
  readonly description: string;
  /** Whether every record has it. */
  readonly required: boolean;
  /** The allowed values of a text. */
  readonly values?: readonly string[];
  /** The entity that the value is an id of. */
  readonly refersTo?: string;
  /** Whether it is personal data. */
  readonly personal?: boolean;
}

/** The normalised form of one kind of fact. The one source for types, JSON Schemas, tables and exports. */
export interface Entity<Fields extends Record<string, EntityField> = Record<string, EntityField>> {
  /** `snake_case`, as manifests name it. */
  readonly name: string;
  /** Name of the table and of the exported file. */
  readonly plural: string;
  /** For people. */
  readonly title: string;
  /** The normalised fields, besides `id` and `raw`. */
  readonly fields: Fields;
}

interface ValueOf {
  text: string;
  boolean: boolean;
  integer: number;
  number: number;
  instant: string;
  date: string;
  list: readonly string[];
}

type FieldValue<F extends EntityField> = F extends {
  readonly values: readonly (infer V extends string)[];
}
  ? V
  : ValueOf[F['kind']];

/** A record of any entity: what a batch carries. */
export interface EntityRecord {
  /** The provider's own id, whole. */
  readonly id: string;
  /** The provider's fields that no column carries. */
  readonly raw?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** The type of an entity's records: `RecordOf<typeof account>`. */
export type RecordOf<E extends Entity> = {
  /** The provider's own id, whole. */
  readonly id: string;
  /** The provider's fields that no column carries. */
  readonly raw?: Readonly<Record<string, unknown>>;
} & {
  readonly [K in keyof E['fields'] as E['fields'][K]['required'] extends true
    ? K
    : never]: FieldValue<E['fields'][K]>;
} & {
  readonly [K in keyof E['fields'] as E['fields'][K]['required'] extends true
    ? never
    : K]?: FieldValue<E['fields'][K]> | null;
};

/** Declares an entity, keeping the literal types of its fields. */
export function defineEntity<const Fields extends Record<string, EntityField>>(
  entity: Entity<Fields>,
): Entity<Fields> {
  return entity;
}

const kindSchemas: Readonly<Record<FieldKind, Readonly<Record<string, unknown>>>> = {
  text: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  instant: { type: 'string', format: 'date-time' },
  date: { type: 'string', format: 'date' },
  list: { type: 'array', items: { type: 'string' } },
};

/** The JSON Schema (draft 2020-12) of an entity's records. */
export function schemaOf(entity: Entity): Readonly<Record<string, unknown>> {
  const properties: Record<string, unknown> = {
    id: { type: 'string', minLength: 1, maxLength: 512, description: "The provider's own id" },
    raw: { type: 'object', description: "The provider's fields that no column carries" },
  };
  for (const [name, field] of Object.entries(entity.fields)) {
    properties[name] = { ...fieldSchema(field), description: field.description };
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: entity.title,
    type: 'object',
    required: [
      'id',
      ...Object.entries(entity.fields).flatMap(([name, field]) => (field.required ? [name] : [])),
    ],
    properties,
    additionalProperties: false,
  };
}

function fieldSchema(field: EntityField): Readonly<Record<string, unknown>> {
  const schema = kindSchemas[field.kind];
  if (field.values) {
    const values = field.required ? [...field.values] : [...field.values, null];
    return { enum: values };
  }
  return field.required ? schema : { ...schema, type: [schema.type, 'null'] };
}
