import { initParser, type Parser } from 'udsv';

import type { Row } from './row.js';

const maxHeaderChars = 65_536;

/**
 * Reads the rows of a CSV text whose parts may end anywhere, also inside a quoted value or a
 * character. The first line names the fields. Values are text; an empty one is `null`, since the org
 * writes both alike. A dotted name becomes a field of the parent's row, as in JSON answers.
 */
export class CsvReader {
  readonly #decoder = new TextDecoder();
  #held = '';
  #parser: Parser | undefined;
  #hasBegun = false;
  #places: readonly Place[] = [];
  #rows: Row[] = [];

  /** Takes a part in and gives the rows that are whole by then. */
  push(part: Uint8Array): readonly Row[] {
    this.#read(this.#decoder.decode(part, { stream: true }));
    return this.#take();
  }

  /** Gives what the last part left over. Nothing may be pushed afterwards. */
  end(): readonly Row[] {
    this.#read(this.#decoder.decode());
    this.#parse(this.#held);
    if (this.#hasBegun) this.#parser?.end();
    return this.#take();
  }

  #read(text: string): void {
    let whole = this.#held + text;
    this.#held = '';
    if (this.#parser === undefined) {
      const end = whole.indexOf('\n');
      if (end < 0) {
        if (whole.length > maxHeaderChars) throw new RangeError('the CSV has no header line');
        this.#held = whole;
        return;
      }
      this.#begin(whole.slice(0, end));
      whole = whole.slice(end + 1);
    }
    // The parser takes a line end of two characters for one, unless it gets them together.
    if (whole.endsWith('\r')) {
      this.#held = '\r';
      whole = whole.slice(0, -1);
    }
    this.#parse(whole);
  }

  #parse(text: string): void {
    if (this.#parser === undefined || text === '') return;
    this.#parser.chunk(text, this.#parser.stringArrs, this.#keep);
    this.#hasBegun = true;
  }

  #begin(line: string): void {
    const header = line.replace(/^\uFEFF/, '');
    const names = header
      .replace(/\r$/, '')
      .split(',')
      .map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
    this.#places = names.map(placeOf);
    this.#parser = initParser({
      ...{ col: ',', encl: '"', esc: '"', trim: false, skip: 0 },
      row: header.endsWith('\r') ? '\r\n' : '\n',
      cols: names.map((name) => ({ name, type: 's' as const, repl: noReplacement })),
    });
  }

  readonly #keep = (values: string[]): void => {
    this.#rows.push(rowOf(this.#places, values));
  };

  #take(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}

/** Where a column's values go. */
interface Place {
  readonly parents: readonly string[];
  readonly field: string;
}

const noReplacement = { empty: undefined, null: undefined, NaN: undefined };

function placeOf(name: string): Place {
  const parts = name.split('.');
  return { parents: parts.slice(0, -1), field: parts.at(-1) ?? name };
}

type Nested = { [field: string]: unknown };

function rowOf(places: readonly Place[], values: readonly string[]): Row {
  const row: Nested = {};
  for (const [column, { parents, field }] of places.entries()) {
    const value = values[column];
    let target = row;
    for (const parent of parents) target = childOf(target, parent);
    target[field] = value === undefined || value === '' ? null : value;
  }
  return row;
}

function childOf(row: Nested, parent: string): Nested {
  const known = row[parent];
  if (isNested(known)) return known;
  const made: Nested = {};
  row[parent] = made;
  return made;
}

function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null;
}
