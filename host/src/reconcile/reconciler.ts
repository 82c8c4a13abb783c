import type { Clock, CountedMessage, ManifestStream } from '@rollcall/core';
import type { Pool } from 'pg';

import { durationMs } from '../runs/due.js';
import type { Lease } from '../runs/lease.js';
import { leaseTransaction } from '../runs/lease-transaction.js';
import { type CountPlan, planCounts } from './plan-counts.js';
import {
  countStored,
  oldestStored,
  readSpans,
  replaceSpans,
  type TimedStream,
  timedStream,
} from './span-store.js';
import { withComparison, withReadAgain } from './spans.js';

/** What a reconciler works for: one run of an integration. */
export interface ReconcilerOptions {
  readonly pool: Pool;
  readonly clock: Pick<Clock, 'now'>;
  /** Every transaction checks it. */
  readonly lease: Lease;
  readonly streams: readonly ManifestStream[];
}

const dayMs = 24 * 3_600_000;
const nothing: CountPlan = { count: [], readAgain: [] };

/** Has streams counted at the provider, compares, and has read again what is missing. */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  readonly #timed: ReadonlyMap<string, TimedStream>;
  /** What this run was asked to read again, by stream: once, not with each slice. */
  readonly #asked = new Map<string, readonly Date[]>();

  constructor(options: ReconcilerOptions) {
    this.#options = options;
    this.#timed = new Map(
      options.streams.flatMap((stream) => {
        const timed = timedStream(stream);
        return timed === undefined ? [] : [[stream.name, timed]];
      }),
    );
  }

  /**
   * What to ask of the connector beside reading a stream.
   * @param notBefore the oldest instant that the person keeps, if any
   */
  async plan(stream: ManifestStream, notBefore: string | undefined): Promise<CountPlan> {
    const timed = this.#timed.get(stream.name);
    if (timed === undefined) return nothing;
    const { pool, lease, clock } = this.#options;
    const readUntil = await this.#readUntil(stream.name);
    if (readUntil === undefined) return nothing;
    const oldest = await this.#oldest(stream, timed, notBefore);
    if (oldest === undefined) return nothing;
    const spans = await readSpans(pool, lease.integrationId, stream.name);
    const plan = planCounts({ spans, oldest, readUntil, now: clock.now() });
    if (this.#asked.has(stream.name)) return { ...plan, readAgain: [] };
    this.#asked.set(
      stream.name,
      plan.readAgain.map(({ from }) => new Date(from)),
    );
    return plan;
  }

  /** Compares a count of the provider with what is stored. Throws `LEASE_LOST`. */
  async counted({ stream, from, to, count }: CountedMessage): Promise<void> {
    const timed = this.#timed.get(stream);
    if (timed === undefined) return;
    const span = { from: new Date(from), to: new Date(to) };
    const { pool, lease, clock } = this.#options;
    const { integrationId } = lease;
    await leaseTransaction(pool, lease, async (client) => {
      const stored = await countStored(client, integrationId, timed, span);
      const spans = await readSpans(client, integrationId, stream);
      const comparison = { ...span, stored, provider: count, at: clock.now() };
      await replaceSpans(client, { integrationId, stream }, withComparison(spans, comparison));
    });
  }

  /** A stream was read to its end, and with it what it was asked to read again. Throws `LEASE_LOST`. */
  async done(stream: string): Promise<void> {
    const begins = this.#asked.get(stream) ?? [];
    if (begins.length === 0) return;
    const { pool, lease, clock } = this.#options;
    const { integrationId } = lease;
    await leaseTransaction(pool, lease, async (client) => {
      const spans = await readSpans(client, integrationId, stream);
      const read = withReadAgain(spans, begins, clock.now());
      await replaceSpans(client, { integrationId, stream }, read);
    });
  }

  /** Since when nothing before is missing: the last run that read the stream to its end. */
  async #readUntil(stream: string): Promise<Date | undefined> {
    const { pool, lease } = this.#options;
    const { rows } = await pool.query<{ settled_at: Date | null }>(
      `SELECT settled_at FROM rollcall.stream_state
       WHERE integration_id = $1 AND stream = $2 AND outcome = 'done'`,
      [lease.integrationId, stream],
    );
    return rows[0]?.settled_at ?? undefined;
  }

  /** A day inside what the provider keeps: it deletes at an hour of its own. */
  async #oldest(
    { retention }: ManifestStream,
    timed: TimedStream,
    notBefore: string | undefined,
  ): Promise<Date | undefined> {
    const { pool, lease, clock } = this.#options;
    const now = clock.now().getTime();
    const limits = [
      ...(retention === undefined ? [] : [now - durationMs(retention) + dayMs]),
      ...(notBefore === undefined ? [] : [Date.parse(notBefore) + dayMs]),
    ];
    if (limits.length > 0) return new Date(Math.max(...limits));
    return oldestStored(pool, lease.integrationId, timed);
  }
}
