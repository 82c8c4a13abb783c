import { type EntityName, entities } from '@rollcall/core';

import { factTable, recordTable } from '../db/fact-tables.js';
import type { DeletingStep } from './bounded-steps.js';

/** Whose facts may be too old. */
export interface Keeping {
  readonly integrationId: string;
  readonly entity: EntityName | 'record';
  /** What is older goes. */
  readonly before: Date;
}

const rows = 5000;

/**
 * Deletes what is older than its retention. An event is as old as its time. Everything else is kept
 * as long as it is there, and is as old as its disappearance; a record of a stream with a schema of
 * its own is as old as when it was last seen.
 */
export function oldFacts({ integrationId, entity, before }: Keeping): DeletingStep {
  const { table, age } = ageOf(entity);
  return {
    sql: `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${table} WHERE integration_id = $1 AND ${age} < $2 LIMIT $3))`,
    parameters: [integrationId, before],
    rows,
  };
}

function ageOf(name: EntityName | 'record'): { readonly table: string; readonly age: string } {
  if (name === 'record') return { table: recordTable, age: 'coalesce(gone_at, last_seen)' };
  const { table, columns } = factTable(name);
  const time = columns.find(({ field, kind }) => field === 'time' && kind === 'instant');
  return { table, age: time?.column ?? 'gone_at' };
}

/** The entity of an option `retention.<entity>`; `undefined` for a name that is none. */
export function entityNamed(name: string): EntityName | 'record' | undefined {
  if (name === 'record') return name;
  return (Object.keys(entities) as EntityName[]).find((each) => each === name);
}
