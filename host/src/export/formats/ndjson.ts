import { PartFile } from '../part-file.js';
import type { ExportField, ExportRow } from '../projection.js';
import type { RowFormat, RowWriter } from './format.js';

type Encode = (text: string) => string;

interface Encoder {
  readonly name: string;
  readonly encode: Encode;
}

/** One record a line, as JSON; numbers of any size and the provider's own fields as they are. */
export const ndjson: RowFormat = {
  ending: 'ndjson',
  async open(file, fields): Promise<RowWriter> {
    const part = await PartFile.open(file);
    const line = ndjsonLine(fields);
    return {
      write: (rows) => part.write(rows.map(line).join('')),
      finish: () => part.finish(),
      abandon: () => part.abandon(),
    };
  },
};

/** Makes lines of rows with these fields. */
export function ndjsonLine(fields: readonly ExportField[]): (row: ExportRow) => string {
  const encoders = fields.map(({ name, kind }) => ({
    name: JSON.stringify(name),
    encode: encodeOf(kind),
  }));
  return (row) => lineOf(encoders, row);
}

function encodeOf(kind: ExportField['kind']): Encode {
  if (kind === 'json' || kind === 'list') return oneLine;
  if (kind === 'text' || kind === 'date' || kind === 'instant') return JSON.stringify;
  return asItIs;
}

function lineOf(encoders: readonly Encoder[], row: ExportRow): string {
  let line = '';
  encoders.forEach(({ name, encode }, index) => {
    const value = row[index] ?? null;
    line += `${line === '' ? '{' : ','}${name}:${value === null ? 'null' : encode(value)}`;
  });
  return `${line}}\n`;
}

function asItIs(text: string): string {
  return text;
}

/** Line breaks can only be white space between tokens: inside JSON strings they are escaped. */
function oneLine(json: string): string {
  return json.includes('\n') || json.includes('\r') ? json.replace(/[\r\n]+/g, ' ') : json;
}
