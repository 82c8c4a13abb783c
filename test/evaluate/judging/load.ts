import { once } from 'node:events';

import { type EntityRecord, entities } from '@rollcall/core';
import { copyValue, type Database, factTable } from '@rollcall/host/checks';
import { from as copyFrom } from 'pg-copy-streams';

import type { RecordBatch } from '../simulate.js';

/** The integration whose facts the records become. */
export const integrationId = 'evaluation';

const linesPerChunk = 500;

/** Adds the integration that the facts are of. */
export async function addIntegration({ pool }: Database): Promise<void> {
  await pool.query(
    `INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version,
       options, paused, created_at, updated_at)
     VALUES ($1, 'evaluation', 'none', $1, '{}', 1, '{}', false, now(), now())`,
    [integrationId],
  );
}

/** Stores records as a collection would have, in the order in which they come. */
export class Loader {
  readonly #database: Database;
  readonly #seenAt: string;
  readonly #kept = new Map<RecordBatch['entity'], EntityRecord[]>();
  readonly #keep: number;

  /** @param keep how many records of an entity are stored at once */
  constructor(database: Database, seenAt: Date, keep = 50_000) {
    this.#database = database;
    this.#seenAt = seenAt.toISOString();
    this.#keep = keep;
  }

  /** Takes records, and stores them when they are many. */
  async add({ entity, records }: RecordBatch): Promise<void> {
    const kept = this.#kept.get(entity) ?? [];
    for (const record of records) kept.push(record);
    this.#kept.set(entity, kept);
    if (kept.length >= this.#keep) await this.#store(entity);
  }

  /** Stores the rest, and lets the database look at what it has. */
  async finish(): Promise<void> {
    for (const entity of this.#kept.keys()) await this.#store(entity);
    await this.#database.pool.query('ANALYZE');
  }

  async #store(entity: RecordBatch['entity']): Promise<void> {
    const records = this.#kept.get(entity) ?? [];
    if (records.length === 0) return;
    this.#kept.set(entity, []);
    const { table, columns } = factTable(entity);
    const names = columns.map(({ column }) => column).join(', ');
    const client = await this.#database.pool.connect();
    try {
      const stream = client.query(
        copyFrom(
          `COPY ${table} (integration_id, id, ${names}, stream, content_hash, first_seen, last_seen) FROM STDIN`,
        ),
      );
      const stored = once(stream, 'finish');
      const { plural } = entities[entity];
      const end = `${plural}\t\\\\x00\t${this.#seenAt}\t${this.#seenAt}\n`;
      for (let from = 0; from < records.length; from += linesPerChunk) {
        let lines = '';
        for (const record of records.slice(from, from + linesPerChunk)) {
          lines += `${integrationId}\t${record.id}\t`;
          for (const { field, kind } of columns) lines += `${copyValue(record[field], kind)}\t`;
          lines += end;
        }
        if (!stream.write(lines)) await once(stream, 'drain');
      }
      stream.end();
      await stored;
    } finally {
      client.release();
    }
  }
}
