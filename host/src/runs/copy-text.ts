import { hash } from 'node:crypto';

import type { EntityRecord, FieldKind } from '@rollcall/core';

import type { FactColumn } from '../db/fact-tables.js';

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

/** What a record is compared by: the same content gives the same 16 bytes. */
export function contentHash(record: EntityRecord): string {
  return hash('md5', JSON.stringify(record));
}

/** One line of COPY text for a record: id, columns, raw, content hash. */
export function copyLine(record: EntityRecord, columns: readonly FactColumn[]): string {
  let line = copyValue(record.id, 'text');
  for (const column of columns) line += `\t${copyValue(record[column.field], column.kind)}`;
  line += `\t${copyValue(record.raw, 'json')}\t\\\\x${contentHash(record)}\n`;
  return line;
}
