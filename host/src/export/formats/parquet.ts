import { rename, rm } from 'node:fs/promises';

import { fileWriter, ParquetWriter } from 'hyparquet-writer';

import { partOf } from '../part-file.js';
import type { ExportField, ExportRow } from '../projection.js';
import type { RowFormat, RowWriter } from './format.js';

type Kind = ExportField['kind'];
type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];

/** Rows that are in memory before they are written as one group. */
const rowsPerGroup = 20_000;

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
const types = {
  text,
  list: text,
  json: text,
  boolean: { type: 'BOOLEAN' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  date: { type: 'INT32', converted_type: 'DATE' },
} as const satisfies Readonly<Record<Kind, object>>;

/** Apache Parquet with a type for each column; lists and the provider's own fields are JSON texts. */
export const parquet: RowFormat = {
  ending: 'parquet',
  async open(file, fields): Promise<RowWriter> {
    const writer = new ParquetWriter({
      writer: fileWriter(partOf(file)),
      schema: schemaOf(fields),
      createdBy: 'rollcall',
    });
    let pending: ExportRow[] = [];
    const flush = async () => {
      await writer.write({ columnData: columnsOf(fields, pending), rowGroupSize: rowsPerGroup });
      pending = [];
    };
    return {
      async write(rows) {
        pending.push(...rows);
        if (pending.length >= rowsPerGroup) await flush();
      },
      async finish() {
        if (pending.length > 0) await flush();
        await writer.finish();
        await rename(partOf(file), file);
      },
      abandon: () => rm(partOf(file), { force: true }),
    };
  },
};

function schemaOf(fields: readonly ExportField[]): Schema {
  return [
    { name: 'root', num_children: fields.length },
    ...fields.map(({ name, kind }) => ({
      name,
      repetition_type: 'OPTIONAL' as const,
      ...types[kind],
    })),
  ];
}

function columnsOf(fields: readonly ExportField[], rows: readonly ExportRow[]) {
  return fields.map(({ name, kind }, index) => ({
    name,
    data: rows.map((row) => cellOf(row[index] ?? null, kind)),
  }));
}

function cellOf(value: string | null, kind: Kind): unknown {
  if (value === null) return null;
  if (kind === 'boolean') return value === 'true';
  if (kind === 'integer') return BigInt(value);
  if (kind === 'number') return Number(value);
  return kind === 'instant' || kind === 'date' ? new Date(value) : value;
}
