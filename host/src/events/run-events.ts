import { EventEmitter } from 'eventemitter3';
import type { Pool, PoolClient } from 'pg';

/** The kinds of run event. */
export type RunEventType = 'status' | 'plan' | 'stream' | 'check' | 'slice' | 'note';

/** What a follower of a run reads. */
export interface RunEventView {
  /** Rises with time; a follower continues after the last one it saw. */
  readonly id: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly type: RunEventType;
  readonly data: unknown;
}

const channel = 'rollcall_run';

/**
 * Run events: rows, announced by NOTIFY, so that any process can follow a run of any other. Inside
 * this process an emitter hands the announcement to whoever follows.
 */
export class RunEvents {
  readonly #pool: Pool;
  readonly #bus = new EventEmitter();
  #listener: Promise<PoolClient> | undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Stores an event and announces it. */
  async append(runId: string, type: RunEventType, data: unknown, at: Date): Promise<void> {
    await this.#pool.query(
      `WITH stored AS (
         INSERT INTO rollcall.run_event (run_id, at, type, data) VALUES ($1, $2, $3, $4))
       SELECT pg_notify('${channel}', $1)`,
      [runId, at, type, JSON.stringify(data)],
    );
  }

  /** The events of a run after `after`, oldest first. */
  async read(runId: string, after: string): Promise<readonly RunEventView[]> {
    const found = await this.#pool.query<{
      id: string;
      at: Date;
      type: RunEventType;
      data: unknown;
    }>(
      // Ordered by the column: the text of the same name would put 100 before 99.
      `SELECT event.id::text AS id, at, type, data FROM rollcall.run_event AS event
       WHERE run_id = $1 AND event.id > $2::bigint ORDER BY event.id LIMIT 500`,
      [runId, after],
    );
    return found.rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /**
   * Resolves when something is announced for the run, when `signal` aborts, or after `timeoutMs`:
   * an announcement can be lost with the connection, so a follower looks from time to time.
   */
  async announced(runId: string, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    await this.#listen();
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#bus.off(runId, done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#bus.once(runId, done);
      if (signal?.aborted) done();
      signal?.addEventListener('abort', done, { once: true });
    });
  }

  /** Stops listening. */
  async close(): Promise<void> {
    const listening = this.#listener;
    this.#listener = undefined;
    const client = await listening?.catch(() => undefined);
    client?.release(true);
  }

  async #listen(): Promise<void> {
    this.#listener ??= this.#connect();
    try {
      await this.#listener;
    } catch {
      // Followers still look from time to time; the next one tries to listen again.
      this.#listener = undefined;
    }
  }

  async #connect(): Promise<PoolClient> {
    const client = await this.#pool.connect();
    client.on('notification', (message) => {
      if (message.payload) this.#bus.emit(message.payload);
    });
    client.on('error', (error) => {
      this.#listener = undefined;
      // Without it the pool would wait for this connection for ever.
      client.release(error);
    });
    await client.query(`LISTEN ${channel}`);
    return client;
  }
}
