import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type Clock, type ManifestStream, RollcallError } from '@rollcall/core';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import type { DiskGuard } from '../db/disk-guard.js';
import { copyLine } from './copy-text.js';
import { type FactSql, factSql } from './fact-sql.js';
import type { Lease } from './lease.js';
import { leaseTransaction } from './lease-transaction.js';
import { type ReadRecord, readBatch } from './read-batch.js';
import { type RecordCheck, recordCheck } from './record-check.js';
import type { PassEnd, Sink, SinkBatch, SinkCounts } from './sink.js';
import { agrees, continuesPass, mayMarkGone } from './snapshot-pass.js';
import { readStreamState } from './stream-state.js';

/** What a store sink works for. */
export interface StoreSinkOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Every transaction checks it. */
  readonly lease: Lease;
  readonly runId: string;
  /** Plugin version: a pass of another one begins anew. The tenant of an integration never changes. */
  readonly passOwner: string;
  /** Whether the provider's other fields are kept. */
  readonly keepRaw: boolean;
  /** Asked before each batch. */
  readonly disk: Pick<DiskGuard, 'assertRoom'>;
}

interface StoredCounts {
  readonly inserted: number;
  readonly updated: number;
}

interface OpenStream {
  readonly manifest: ManifestStream;
  readonly check: RecordCheck;
  readonly sql: FactSql;
  readonly pass: number | null;
}

/** Stores a run's records in PostgreSQL, each batch with its checkpoint in one transaction. */
export class StoreSink implements Sink {
  readonly #options: StoreSinkOptions;
  readonly #streams = new Map<string, OpenStream>();

  constructor(options: StoreSinkOptions) {
    this.#options = options;
  }

  async open(manifest: ManifestStream): Promise<string | undefined> {
    const { lease, clock, passOwner } = this.#options;
    return this.#transaction(async (client) => {
      const state = await readStreamState(client, lease.integrationId, manifest.name);
      const isSnapshot = manifest.mode === 'snapshot';
      const continues = !isSnapshot || continuesPass(state, passOwner, clock.now());
      const pass = isSnapshot ? (continues ? state.pass : state.pass + 1) : null;
      this.#streams.set(manifest.name, {
        manifest,
        check: recordCheck(manifest),
        sql: factSql(manifest.entity),
        pass,
      });
      if (continues) return state.cursor ?? undefined;
      await client.query(
        `INSERT INTO rollcall.stream_state
           (integration_id, stream, pass, pass_started_at, pass_owner, updated_at)
         VALUES ($1, $2, $3, $4, $5, $4)
         ON CONFLICT (integration_id, stream) DO UPDATE
         SET pass = $3, pass_started_at = $4, pass_owner = $5, cursor = NULL, updated_at = $4`,
        [lease.integrationId, manifest.name, pass, clock.now(), passOwner],
      );
      return undefined;
    });
  }

  async commit(batch: SinkBatch): Promise<SinkCounts> {
    const stream = this.#stream(batch.stream);
    const records = this.#parse(batch, stream);
    await this.#options.disk.assertRoom();
    const stage = (client: PoolClient) => stageRecords(client, stream.sql, records);
    return this.#transaction(async (client) => {
      const counts = await this.#store(client, stream, records);
      if (batch.cursor !== undefined) await this.#checkpoint(client, batch.stream, batch.cursor);
      await client.query(
        `UPDATE rollcall.run_stream SET records = records + $3, inserted = inserted + $4,
           updated = updated + $5, status = 'running' WHERE run_id = $1 AND stream = $2`,
        [this.#options.runId, batch.stream, counts.records, counts.inserted, counts.updated],
      );
      return counts;
    }, stage);
  }

  async completePass(name: string, visibility: 'all' | 'own' | 'unknown'): Promise<PassEnd> {
    const stream = this.#stream(name);
    const end = await this.#transaction((client) => this.#endPass(client, stream, visibility));
    if (end.shrank === undefined) return end;
    throw new RollcallError(
      'SNAPSHOT_SHRANK',
      `${end.shrank} records of "${name}" were not there any more; none was marked as gone`,
    );
  }

  async close(): Promise<void> {}

  #stream(name: string): OpenStream {
    const stream = this.#streams.get(name);
    if (stream) return stream;
    throw new RollcallError('HOOK_PROTOCOL', `the plugin sent records of "${name}", not asked for`);
  }

  #parse(batch: SinkBatch, stream: OpenStream): readonly ReadRecord[] {
    const records = readBatch(batch, stream.check);
    // What a stream with a schema of its own carries has no columns: it is kept whole.
    if (stream.manifest.entity === 'record') {
      return records.map(({ record: { id, ...raw }, json }) => ({ record: { id, raw }, json }));
    }
    if (this.#options.keepRaw) return records;
    return records.map(({ record: { raw: _raw, ...record } }) => {
      return { record, json: JSON.stringify(record) };
    });
  }

  async #store(
    client: PoolClient,
    stream: OpenStream,
    records: readonly ReadRecord[],
  ): Promise<SinkCounts> {
    const { sql, pass, manifest } = stream;
    if (records.length === 0) return { records: 0, inserted: 0, updated: 0 };
    const integrationId = this.#options.lease.integrationId;
    const parameters = [integrationId, manifest.name, pass, this.#options.clock.now()];
    // A pass writes each row that it sees, so that only a look before tells which of them changed.
    const before = pass === null ? undefined : await this.#count(client, stream, records);
    const stored = await client.query<StoredCounts>(sql.store, parameters);
    const { inserted, updated } = before ?? stored.rows[0] ?? { inserted: 0, updated: 0 };
    return { records: records.length, inserted: Number(inserted), updated: Number(updated) };
  }

  async #count(
    client: PoolClient,
    { sql, manifest }: OpenStream,
    records: readonly ReadRecord[],
  ): Promise<StoredCounts> {
    const { integrationId } = this.#options.lease;
    const ids = records.map(({ record }) => record.id);
    const isRecord = manifest.entity === 'record';
    const parameters = isRecord ? [integrationId, ids, manifest.name] : [integrationId, ids];
    const found = await client.query<{ known: number; updated: number }>(sql.count, parameters);
    const { known, updated } = found.rows[0] ?? { known: 0, updated: 0 };
    return { inserted: records.length - Number(known), updated: Number(updated) };
  }

  async #checkpoint(client: PoolClient, stream: string, cursor: string): Promise<void> {
    await client.query(
      `INSERT INTO rollcall.stream_state (integration_id, stream, cursor, updated_at)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (integration_id, stream) DO UPDATE SET cursor = $3, updated_at = $4`,
      [this.#options.lease.integrationId, stream, cursor, this.#options.clock.now()],
    );
  }

  async #endPass(
    client: PoolClient,
    { manifest, sql, pass }: OpenStream,
    visibility: 'all' | 'own' | 'unknown',
  ): Promise<PassEnd & { readonly shrank?: number }> {
    const { lease, clock, runId } = this.#options;
    const now = clock.now();
    const key = [lease.integrationId, manifest.name];
    if (visibility !== 'all' || pass === null) {
      await closePass(client, { key, now, visibility });
      return { gone: 0, note: 'Not every row was visible, so none was marked as gone.' };
    }
    const counted = await client.query<{ missing: number; present: number }>(sql.countGone, [
      ...key,
      pass,
    ]);
    const missing = Number(counted.rows[0]?.missing ?? 0);
    const present = Number(counted.rows[0]?.present ?? 0);
    const { shrank } = await readStreamState(client, lease.integrationId, manifest.name);
    if (!mayMarkGone({ missing, present, shrank }, now)) {
      const since = agrees({ missing, shrank }) ? shrank : undefined;
      const shrunk = since ?? { at: now, gone: missing };
      await closePass(client, { key, now, visibility, shrank: shrunk });
      return { gone: 0, shrank: missing };
    }
    const marked = await client.query(sql.markGone, [...key, pass, now]);
    await closePass(client, { key, now, visibility });
    const gone = marked.rowCount ?? 0;
    await client.query(
      'UPDATE rollcall.run_stream SET gone = gone + $3 WHERE run_id = $1 AND stream = $2',
      [runId, manifest.name, gone],
    );
    return { gone };
  }

  #transaction<T>(
    work: (client: PoolClient) => Promise<T>,
    prepare?: (client: PoolClient) => Promise<void>,
  ): Promise<T> {
    return leaseTransaction(this.#options.pool, this.#options.lease, work, prepare);
  }
}

async function stageRecords(
  client: PoolClient,
  sql: FactSql,
  records: readonly ReadRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await client.query(sql.createStaging);
  const text = records.map((each) => copyLine(each, sql.columns)).join('');
  await pipeline(Readable.from([Buffer.from(text)]), client.query(copyFrom(sql.copy)));
}

async function closePass(
  client: PoolClient,
  {
    key,
    now,
    visibility,
    shrank,
  }: {
    readonly key: readonly string[];
    readonly now: Date;
    readonly visibility: 'all' | 'own' | 'unknown';
    readonly shrank?: { readonly at: Date; readonly gone: number };
  },
): Promise<void> {
  await client.query(
    `UPDATE rollcall.stream_state SET pass_started_at = NULL, cursor = NULL, shrank_at = $4,
       shrank_gone = $5, last_complete_at = CASE WHEN $4::timestamptz IS NULL THEN $3 ELSE last_complete_at END,
       visibility = $6, updated_at = $3
     WHERE integration_id = $1 AND stream = $2`,
    [...key, now, shrank?.at ?? null, shrank?.gone ?? null, visibility],
  );
}
