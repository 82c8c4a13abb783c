import { createHash } from 'node:crypto';

import type { PackedFile } from './manifest.js';

const lineEnd = 0x0a;
const quote = 0x22;

/** Counts and digests a file as its bytes pass. */
export class Tally {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #lines = 0;
  #isQuoted = false;

  constructor(private readonly name: string) {}

  /** Adds the next bytes. */
  add(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.byteLength;
    if (this.name.endsWith('.ndjson')) this.#countLines(chunk);
    else if (this.name.endsWith('.csv')) this.#countRows(chunk);
  }

  /** What was counted. A CSV file's head is no record. */
  end(): PackedFile {
    const isCsv = this.name.endsWith('.csv');
    const isList = isCsv || this.name.endsWith('.ndjson');
    const records = isList ? Math.max(0, this.#lines - (isCsv ? 1 : 0)) : null;
    return { name: this.name, bytes: this.#bytes, sha256: this.#hash.digest('hex'), records };
  }

  #countLines(chunk: Uint8Array): void {
    for (let at = chunk.indexOf(lineEnd); at >= 0; at = chunk.indexOf(lineEnd, at + 1)) {
      this.#lines += 1;
    }
  }

  /** A line end inside of quotes belongs to a cell. */
  #countRows(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (byte === quote) this.#isQuoted = !this.#isQuoted;
      else if (byte === lineEnd && !this.#isQuoted) this.#lines += 1;
    }
  }
}
