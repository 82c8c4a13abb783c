import { endsRun } from '@rollcall/core';
import { describeObjects } from '../api/describe.js';
import { errorOf } from '../api/error-map.js';
import type { Row } from '../api/row.js';
import type { Knowledge } from '../reading/knowledge.js';
import { type Reading, readTables } from '../reading/read-tables.js';
import { privilegedFields } from '../streams/capabilities.js';
import { commonFeatures, featurePrefix } from '../streams/feature-licences.js';
import type { Table } from '../tables/table.js';
import { permissionSetTable, userTable } from '../tables/tables.js';
import { problemOf } from './problem.js';
import type { Problem, StreamPass } from './stream-pass.js';

/** A table of which the fields differ from org to org. */
interface VaryingTable {
  readonly table: Table;
  /** Whether a field is wanted. */
  readonly wants: (field: string) => boolean;
  /** Asked for where the describe is refused. Every org has them. */
  readonly common: readonly string[];
}

const varyingTables: readonly VaryingTable[] = [
  {
    table: permissionSetTable,
    wants: (field) => privilegedFields.includes(field),
    common: [
      'PermissionsApiEnabled',
      'PermissionsModifyAllData',
      'PermissionsViewAllData',
      'PermissionsManageUsers',
      'PermissionsAuthorApex',
      'PermissionsCustomizeApplication',
    ],
  },
  {
    table: userTable,
    wants: (field) => field.startsWith(featurePrefix),
    common: commonFeatures,
  },
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
  await describe(reading, [...tables.values(), ...wantedTables(passes)]);
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

function wantedTables(passes: readonly StreamPass[]): readonly Table[] {
  return passes.flatMap((pass) =>
    pass.stream.sources.map((source) => source.table).filter((table) => pass.wants(table)),
  );
}

/** Learns which of the varying fields this org has, once, with one counted request for all tables. */
async function describe(reading: Reading, tables: readonly Table[]): Promise<void> {
  const { described } = reading.knowledge;
  const keys = new Set(tables.map((table) => table.key));
  const open = varyingTables.filter(
    ({ table }) => keys.has(table.key) && !described.has(table.key),
  );
  if (open.length === 0) return;
  const objects = open.map(({ table }) => table.object);
  const purpose = `${open[0]?.table.stream}/describe ${objects.join(', ')}`;
  const answers = await describeObjects(reading.http, objects, purpose);
  for (const [place, { table, wants, common }] of open.entries()) {
    const answer = answers[place];
    if (answer !== undefined && 'fault' in answer) {
      const error = errorOf(answer.fault, table.object);
      if (endsRun(error)) throw error;
    }
    const fields =
      answer !== undefined && 'fields' in answer ? answer.fields.filter(wants) : common;
    described.set(table.key, fields);
  }
}

/** Whether the fields that differ from org to org are known for all of some tables. */
export function isDescribed(knowledge: Knowledge, tables: readonly Table[]): boolean {
  const keys = new Set(tables.map((table) => table.key));
  return varyingTables.every(
    ({ table }) => !keys.has(table.key) || knowledge.described.has(table.key),
  );
}
