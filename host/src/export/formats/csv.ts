import { csvRow } from '../../reports/render/csv.js';
import { PartFile } from '../part-file.js';
import type { ExportField, ExportRow } from '../projection.js';
import type { RowFormat, RowWriter } from './format.js';

/**
 * CSV (RFC 4180) with a head; nothing is an empty cell, lists and the provider's own fields are JSON.
 * Texts that a spreadsheet would take for a formula get a leading quote.
 */
export const csv: RowFormat = {
  ending: 'csv',
  async open(file, fields): Promise<RowWriter> {
    const part = await PartFile.open(file);
    const line = csvLine(fields);
    await part.write(csvRow(fields.map(({ name }) => name)));
    return {
      write: (rows) => part.write(rows.map(line).join('')),
      finish: () => part.finish(),
      abandon: () => part.abandon(),
    };
  },
};

/** Makes lines of rows with these fields. */
export function csvLine(fields: readonly ExportField[]): (row: ExportRow) => string {
  const numbers = fields.map(({ kind }) => kind === 'integer' || kind === 'number');
  return (row) =>
    csvRow(
      row.map((text, index) => (text !== null && numbers[index] === true ? Number(text) : text)),
    );
}
