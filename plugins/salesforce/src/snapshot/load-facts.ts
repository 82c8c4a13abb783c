import { endsRun } from '@rollcall/core';
import { describeFields } from '../api/describe.js';
import { errorOf } from '../api/error-map.js';
import type { Row } from '../api/row.js';
import { type Reading, readTables } from '../reading/read-tables.js';
import { privilegedFields } from '../streams/capabilities.js';
import type { Table } from '../tables/table.js';
import { permissionSetTable } from '../tables/tables.js';
import { problemOf } from './problem.js';
import type { Problem, StreamPass } from './stream-pass.js';

/** Asked for where the describe is refused. Every org has them. */
const commonPrivileges: readonly string[] = [
  'PermissionsApiEnabled',
  'PermissionsModifyAllData',
  'PermissionsViewAllData',
  'PermissionsManageUsers',
  'PermissionsAuthorApex',
  'PermissionsCustomizeApplication',
];

/** The tables that were read whole and kept, because the rows of others refer to them. */
export interface KeptTables {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** Keys of the tables of which fewer rows came than there were. */
  readonly partial: ReadonlySet<string>;
  readonly problems: ReadonlyMap<string, Problem>;
}

/** Reads the small tables that the rows of the passes’ other tables refer to. */
export async function loadKeptTables(
  reading: Reading,
  passes: readonly StreamPass[],
): Promise<KeptTables> {
  const tables = new Map<string, Table>();
  for (const pass of passes.filter((entry) => !entry.isOver)) {
    for (const table of [...pass.stream.needs, ...pass.stream.uses]) tables.set(table.key, table);
  }
  if (passes.some((pass) => pass.wants(permissionSetTable))) {
    tables.set(permissionSetTable.key, await withPrivileges(reading));
  }
  return readWhole(reading, [...tables.values()]);
}

async function readWhole(reading: Reading, tables: readonly Table[]): Promise<KeptTables> {
  const rows = new Map<string, Row[]>();
  const partial = new Set<string>();
  const problems = new Map<string, Problem>();
  for await (const event of readTables(
    reading,
    tables.map((table) => ({ table })),
  )) {
    const key = event.table.key;
    if (event.type === 'fault') {
      problems.set(key, problemOf(event.table, event.fault));
      rows.delete(key);
      continue;
    }
    const kept = rows.get(key) ?? [];
    kept.push(...event.rows);
    rows.set(key, kept);
    if (event.isLast && !event.isWhole) partial.add(key);
  }
  return { rows, partial, problems };
}

/** The table with the privileged permission fields that this org has, described once. */
async function withPrivileges(reading: Reading): Promise<Table> {
  const known = reading.knowledge.permissionFields ?? (await describePrivileges(reading));
  return { ...permissionSetTable, optional: [...permissionSetTable.optional, ...known] };
}

async function describePrivileges(reading: Reading): Promise<readonly string[]> {
  const answer = await describeFields(reading.http, permissionSetTable.object);
  if ('fault' in answer) {
    const error = errorOf(answer.fault, permissionSetTable.object);
    if (endsRun(error)) throw error;
    return commonPrivileges;
  }
  const present = new Set(answer.fields);
  const fields = privilegedFields.filter((field) => present.has(field));
  reading.knowledge.permissionFields = fields;
  return fields;
}
