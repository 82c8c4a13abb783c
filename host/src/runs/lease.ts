import { RollcallError } from '@rollcall/core';
import { type Kysely, sql } from 'kysely';
import type { ClientBase } from 'pg';

import type { Tables } from '../db/tables.js';

/** A worker's exclusive, expiring hold on an integration. */
export interface Lease {
  readonly integrationId: string;
  /** Rises each time the lease is taken; what an earlier holder does is recognised by it. */
  readonly epoch: number;
  /** Who holds it: one name for each worker, never used twice. */
  readonly holder: string;
  /** The run that it was taken for. */
  readonly runId: string;
  /** How long it lasts without being renewed. */
  readonly seconds: number;
}

/** Somebody else holds the lease. */
export interface HeldBy {
  /** Who. */
  readonly heldBy: string;
  /** The run that it is held for. */
  readonly runId: string | undefined;
  /** When it expires unless it is renewed, in whole milliseconds from now by the database's clock. */
  readonly expiresInMs: number;
}

/** Whether a lease was got. */
export function isLease(taken: Lease | HeldBy): taken is Lease {
  return 'epoch' in taken;
}

/** The lease rows: the only authority over who runs an integration. All times are the database's. */
export class LeaseStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Takes the lease if it is free or has expired, with an epoch higher than every one before. It is
   * not free to the holder of it either: a worker runs an integration once at a time.
   * @throws `NOT_FOUND` when there is no such integration
   */
  async acquire(
    integrationId: string,
    holder: string,
    runId: string,
    seconds: number,
  ): Promise<Lease | HeldBy> {
    // A holder that lets go between the two statements is met again in the next turn.
    for (;;) {
      const { rows } = await this.#take(integrationId, holder, runId, seconds);
      const epoch = rows[0]?.epoch;
      if (epoch !== undefined) return { integrationId, epoch, holder, runId, seconds };
      const held = await this.current(integrationId);
      if (held !== undefined) return held;
      await this.#requireIntegration(integrationId);
    }
  }

  /** Who holds the lease now, if anybody. */
  async current(integrationId: string): Promise<HeldBy | undefined> {
    const { rows } = await sql<{ holder: string; run_id: string | null; ms: number }>`
      SELECT holder, run_id,
        ceil(extract(epoch FROM expires_at - clock_timestamp()) * 1000)::integer AS ms
      FROM rollcall.lease
      WHERE integration_id = ${integrationId} AND expires_at > clock_timestamp()
    `.execute(this.#db);
    const [row] = rows;
    if (row === undefined) return undefined;
    return { heldBy: row.holder, runId: row.run_id ?? undefined, expiresInMs: row.ms };
  }

  /**
   * Holds the lease for its whole period again, also one that has expired and that nobody took.
   * @throws `LEASE_LOST` when another worker took it, or it was released
   */
  async renew(lease: Lease): Promise<void> {
    const { numAffectedRows } = await sql`
      UPDATE rollcall.lease
      SET expires_at = clock_timestamp() + make_interval(secs => ${lease.seconds})
      WHERE integration_id = ${lease.integrationId} AND epoch = ${lease.epoch}
        AND holder = ${lease.holder} AND run_id IS NOT NULL
    `.execute(this.#db);
    if (numAffectedRows !== 1n) throw lost(lease);
  }

  /** Lets go at once, so that the next worker need not wait. Does nothing when it is lost already. */
  async release(lease: Lease): Promise<void> {
    await sql`
      UPDATE rollcall.lease SET expires_at = clock_timestamp(), run_id = NULL
      WHERE integration_id = ${lease.integrationId} AND epoch = ${lease.epoch}
        AND holder = ${lease.holder}
    `.execute(this.#db);
  }

  async #requireIntegration(integrationId: string): Promise<void> {
    const row = await this.#db
      .selectFrom('rollcall.integration')
      .select('id')
      .where('id', '=', integrationId)
      .executeTakeFirst();
    if (row === undefined) throw new RollcallError('NOT_FOUND', `no integration ${integrationId}`);
  }

  async #take(integrationId: string, holder: string, runId: string, seconds: number) {
    return sql<{ epoch: number }>`
      INSERT INTO rollcall.lease AS held (integration_id, epoch, holder, run_id, expires_at)
      SELECT id, 1, ${holder}, ${runId}, clock_timestamp() + make_interval(secs => ${seconds})
      FROM rollcall.integration WHERE id = ${integrationId}
      ON CONFLICT (integration_id) DO UPDATE
      SET epoch = held.epoch + 1, holder = excluded.holder, run_id = excluded.run_id,
        expires_at = excluded.expires_at
      WHERE held.expires_at <= clock_timestamp()
      RETURNING epoch
    `.execute(this.#db);
  }
}

/**
 * Also bounds the transaction: a worker that is frozen in the middle of one would otherwise keep the
 * row, and with it the next worker, for ever. The server ends its session instead.
 */
const heldSql = `SELECT set_config('idle_in_transaction_session_timeout', $4, true),
    set_config('statement_timeout', $4, true)
  FROM rollcall.lease
  WHERE integration_id = $1 AND epoch = $2 AND holder = $3 AND run_id IS NOT NULL
  FOR SHARE`;
const shortestTransactionMs = 10_000;

/**
 * Begins every transaction of sink, ledger and run status: from here to its end nobody can take the
 * lease. One that has expired and that nobody took is still held.
 * @throws `LEASE_LOST`
 */
export async function assertHeld(client: ClientBase, lease: Lease): Promise<void> {
  const { rowCount } = await client.query(heldSql, [
    lease.integrationId,
    lease.epoch,
    lease.holder,
    String(Math.max(shortestTransactionMs, lease.seconds * 1000)),
  ]);
  if (rowCount !== 1) throw lost(lease);
}

function lost(lease: Lease): RollcallError {
  return new RollcallError(
    'LEASE_LOST',
    `the lease on ${lease.integrationId} (epoch ${lease.epoch}) is no longer ours`,
  );
}
