import { type Entity, type EntityName, entities, type FieldKind } from '@rollcall/core';

/** The table of an entity's records. */
export interface FactTable {
  /** The entity. */
  readonly entity: Entity;
  /** Qualified name, safe to put into SQL. */
  readonly table: string;
  /** Normalised columns in order, without the key and the host's own. */
  readonly columns: readonly FactColumn[];
}

/** A normalised column. */
export interface FactColumn {
  /** Name of the field in records and exports. */
  readonly field: string;
  /** Name of the column, quoted where SQL needs it. */
  readonly column: string;
  /** Its kind. */
  readonly kind: FieldKind;
  /** Its SQL type. */
  readonly sqlType: string;
}

const sqlTypes: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  boolean: 'boolean',
  integer: 'bigint',
  number: 'double precision',
  instant: 'timestamptz',
  date: 'date',
  list: 'text[]',
};

function columnName(field: string): string {
  return `"${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;
}

/** The fact table of an entity. */
export function factTable(name: EntityName): FactTable {
  const entity: Entity = entities[name];
  return {
    entity,
    table: `facts."${entity.plural}"`,
    columns: Object.entries(entity.fields).map(([field, { kind }]) => ({
      field,
      column: columnName(field),
      kind,
      sqlType: sqlTypes[kind],
    })),
  };
}

/** Where the records of streams with a schema of their own lie: one table, whole in `raw`. */
export const recordTable = 'facts."records"';

/** SQL that makes every fact table. */
export function createFactTables(): string {
  const tables = (Object.keys(entities) as EntityName[]).map((name) => {
    const { table, columns } = factTable(name);
    const own = columns.map(({ column, sqlType }) => `  ${column} ${sqlType},\n`).join('');
    return `CREATE TABLE ${table} (
  integration_id text NOT NULL,
  id text NOT NULL,
${own}  raw json,
  stream text NOT NULL,
  pass integer,
  content_hash bytea NOT NULL,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  gone_at timestamptz,
  PRIMARY KEY (integration_id, id)
);`;
  });
  return [
    ...tables,
    `CREATE TABLE ${recordTable} (
  integration_id text NOT NULL,
  stream text NOT NULL,
  id text NOT NULL,
  raw json,
  pass integer,
  content_hash bytea NOT NULL,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  gone_at timestamptz,
  PRIMARY KEY (integration_id, stream, id)
);`,
    'CREATE INDEX sign_ins_by_time ON facts."sign_ins" (integration_id, "time");',
    'CREATE INDEX sign_ins_by_account ON facts."sign_ins" (integration_id, "account_id", "time");',
  ].join('\n');
}
