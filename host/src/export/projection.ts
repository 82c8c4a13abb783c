import type { FieldKind } from '@rollcall/core';

import { factTable, recordTable } from '../db/fact-tables.js';
import type { ExportedEntity } from './entity-choice.js';

/** One field of an export: its name, its kind, and the SQL that gives it as text. */
export interface ExportField {
  readonly name: string;
  readonly kind: FieldKind | 'json';
  readonly expression: string;
}

/** What is exported of an entity. */
export interface Projection {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly table: string;
  readonly fields: readonly ExportField[];
}

/** A row of an export: the texts of its fields, in their order. */
export type ExportRow = readonly (string | null)[];

/** The fields of an entity, with the host's own around them. */
export function projectionOf(entity: ExportedEntity): Projection {
  const isRecord = entity === 'record';
  const own = isRecord
    ? [field('stream', 'stream', 'text')]
    : factTable(entity).columns.map(({ field: name, column, kind }) => field(name, column, kind));
  return {
    name: isRecord ? 'records' : factTable(entity).entity.plural,
    table: isRecord ? recordTable : factTable(entity).table,
    fields: [
      field('id', 'id', 'text'),
      field('integrationId', 'integration_id', 'text'),
      ...own,
      field('firstSeen', 'first_seen', 'instant'),
      field('lastSeen', 'last_seen', 'instant'),
      field('goneAt', 'gone_at', 'instant'),
      { name: 'raw', kind: 'json', expression: 'raw::text' },
    ],
  };
}

/** Values travel as texts, so that none passes through a type that would bend it. */
function field(name: string, column: string, kind: FieldKind): ExportField {
  if (kind === 'instant') return { name, kind, expression: instantText(column) };
  if (kind === 'list') return { name, kind, expression: `to_json(${column})::text` };
  return { name, kind, expression: `${column}::text` };
}

/** ISO 8601 in UTC with milliseconds, whatever time zone the connection has. */
function instantText(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
