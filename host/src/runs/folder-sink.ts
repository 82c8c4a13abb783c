import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

import { entities, type ManifestStream, RollcallError } from '@rollcall/core';

import { readBatch } from './read-batch.js';
import { type RecordCheck, recordCheck } from './record-check.js';
import type { PassEnd, Sink, SinkBatch, SinkCounts } from './sink.js';

interface OpenFile {
  readonly check: RecordCheck;
  readonly file: string;
  readonly stream: WriteStream;
  /**
   * Ids that may be read again: those since the last cursor, and all of a snapshot. What is read twice
   * is written once.
   */
  readonly seen: Set<string>;
  readonly isSnapshot: boolean;
  written: SinkCounts;
}

/**
 * Writes a run's records to NDJSON files in a folder, from the beginning; the store and its
 * checkpoints are not touched. A file has its name only when the run is over.
 */
export class FolderSink implements Sink {
  readonly #folder: string;
  readonly #integrationId: string;
  readonly #streams = new Map<string, OpenFile>();
  readonly #files = new Map<string, WriteStream>();
  readonly #cursors = new Map<string, string>();

  constructor(folder: string, integrationId: string) {
    this.#folder = folder;
    this.#integrationId = integrationId;
  }

  async open(manifest: ManifestStream): Promise<string | undefined> {
    if (!this.#streams.has(manifest.name)) {
      const name = manifest.entity === 'record' ? manifest.name : entities[manifest.entity].plural;
      const file = join(this.#folder, `${name}.ndjson`);
      this.#streams.set(manifest.name, {
        check: recordCheck(manifest),
        file,
        stream: this.#files.get(file) ?? (await this.#create(file)),
        seen: new Set(),
        isSnapshot: manifest.mode === 'snapshot',
        written: { records: 0, inserted: 0, updated: 0 },
      });
    }
    return this.#cursors.get(manifest.name);
  }

  async commit(batch: SinkBatch): Promise<SinkCounts> {
    const open = this.#streams.get(batch.stream);
    if (!open) {
      throw new RollcallError('HOOK_PROTOCOL', `"${batch.stream}" was not asked for`);
    }
    const records = readBatch(batch, open.check);
    const fresh = records.filter(({ record }) => !open.seen.has(record.id));
    const first = `{"integrationId":${JSON.stringify(this.#integrationId)},`;
    const lines = fresh.map(({ record, json }) => {
      open.seen.add(record.id);
      return first + json.slice(1);
    });
    if (lines.length > 0) await write(open.stream, `${lines.join('\n')}\n`);
    if (batch.cursor !== undefined) {
      this.#cursors.set(batch.stream, batch.cursor);
      if (!open.isSnapshot) open.seen.clear();
    }
    const counts = { records: records.length, inserted: fresh.length, updated: 0 };
    const before = open.written;
    open.written = {
      records: before.records + counts.records,
      inserted: before.inserted + counts.inserted,
      updated: 0,
    };
    return counts;
  }

  written(stream: string): SinkCounts | undefined {
    return this.#streams.get(stream)?.written;
  }

  async completePass(): Promise<PassEnd> {
    return { gone: 0 };
  }

  async close(isComplete: boolean): Promise<void> {
    const files = [...this.#files];
    this.#files.clear();
    for (const [file, stream] of files) {
      stream.end();
      await finished(stream);
      if (isComplete) await rename(`${file}.part`, file);
      else await rm(`${file}.part`, { force: true });
    }
  }

  async #create(file: string): Promise<WriteStream> {
    try {
      await mkdir(this.#folder, { recursive: true });
      const stream = createWriteStream(`${file}.part`);
      await new Promise<void>((resolve, reject) => {
        stream.once('open', () => resolve());
        stream.once('error', reject);
      });
      this.#files.set(file, stream);
      return stream;
    } catch (cause) {
      throw new RollcallError('INPUT_INVALID', `cannot write to ${this.#folder}`, {
        hint: 'Choose a folder that you may write to with --to DIR.',
        cause,
      });
    }
  }
}

function write(stream: WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
