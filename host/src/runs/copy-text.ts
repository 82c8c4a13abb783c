import { hash } from 'node:crypto';

import type { FieldKind } from '@rollcall/core';

import type { FactColumn } from '../db/fact-tables.js';
import type { ReadRecord } from './read-batch.js';

const special = /[\\\n\r\t]/g;
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** One value in PostgreSQL's COPY text format. NUL, which PostgreSQL cannot hold, becomes U+FFFD. */
export function copyValue(value: unknown, kind: FieldKind | 'json'): string {
  if (value === null || value === undefined) return '\\N';
  if (kind === 'list') return escapeCopy(arrayLiteral(Array.isArray(value) ? value : []));
  if (kind === 'json') return escapeCopy(JSON.stringify(value));
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return escapeCopy(String(value));
}

function escapeCopy(text: string): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
  return clean.replace(special, (character) => escapes[character] ?? character);
}

function arrayLiteral(items: readonly unknown[]): string {
  const quoted = items.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`);
  return `{${quoted.join(',')}}`;
}

/** What a record is compared by: the same text gives the same 16 bytes. */
export function contentHash(json: string): string {
  return hash('md5', json);
}

/** One line of COPY text for a record: id, columns, raw, content hash. */
export function copyLine({ record, json }: ReadRecord, columns: readonly FactColumn[]): string {
  // JSON writes what COPY escapes with a backslash, too: a text without one has nothing to escape.
  const textOf = json.includes('\\') ? copyValue : plainValue;
  let line = textOf(record.id, 'text');
  for (const column of columns) line += `\t${textOf(record[column.field], column.kind)}`;
  return `${line}\t${textOf(record.raw, 'json')}\t\\\\x${contentHash(json)}\n`;
}

function plainValue(value: unknown, kind: FieldKind | 'json'): string {
  if (typeof value === 'string' && kind !== 'list' && kind !== 'json') return value;
  return copyValue(value, kind);
}
