import { RollcallError } from '@rollcall/core';
import type { Pool, PoolClient } from 'pg';

import { assertHeld, type Lease } from '../runs/lease.js';
import { ceilingOf, type Decision, decide } from './ceiling.js';
import {
  clearSpent,
  heldOf,
  type LockedQuota,
  lockQuotas,
  type QuotaKey,
  tenantScopes,
  writeState,
} from './ledger-rows.js';
import { ledgerTransaction } from './ledger-transaction.js';
import { countOurs, keepSample, type QuotaSample, readHistory } from './quota-history.js';
import { isLater, type QuotaState, withExhaustion, withReading } from './quota-state.js';
import { resumeAt } from './resume.js';
import { bindScope, liftPause } from './tenant-scope.js';
import type { UsageReading } from './usage-header.js';

/** Who holds a reservation. */
export interface Holder {
  readonly integrationId: string;
  /** Absent for an integration that is not saved; its reservations carry epoch 0. */
  readonly lease: Lease | undefined;
  /** IANA name, for the day on which a paused tenant is tried again. */
  readonly timezone: string;
}

/** What a request wants of one quota. */
export interface Claim extends QuotaKey {
  readonly cost: number;
  readonly ceilingPercent: number;
  /** Whether the answer itself will tell the usage. */
  readonly tellsUsage: boolean;
}

/** Quota held for one request until its answer is known; settled or released exactly once. */
export interface Reservation extends QuotaKey {
  readonly id: string;
  readonly cost: number;
  /** Sent alone, without a fresh reading: its answer has to tell the usage. */
  readonly isProbe: boolean;
}

/** What became of a request for quota. Nothing is held unless `reserved`. */
export type ReserveOutcome =
  | { readonly kind: 'reserved'; readonly reservations: readonly Reservation[] }
  | { readonly kind: 'wait' | 'read'; readonly name: string }
  | ({ readonly kind: 'refused' } & Refusal);

/** Why nothing may be sent, and until when. */
export interface Refusal {
  readonly name: string;
  readonly reason: 'ceiling' | 'paused' | 'exhausted';
  readonly used: number | undefined;
  readonly limit: number | undefined;
  /** In the provider's unit, like `used`. */
  readonly ceiling: number | undefined;
  readonly resumeAt: Date;
}

/** How a sent request ended, for one quota. `unread`: the answer did not tell the usage, or never came. */
export type Settlement = UsageReading | 'exhausted' | 'unread';

/** One quota as people see it. */
export interface QuotaFacts extends QuotaKey {
  readonly used: number | undefined;
  readonly limit: number | undefined;
  /** Cost of reservations that the known usage does not include. */
  readonly reserved: number;
  readonly readAt: Date | undefined;
  readonly pausedUntil: Date | undefined;
}

/** Readings are put in order by whole milliseconds of one clock, the database's. */
const databaseTime = "date_trunc('milliseconds', clock_timestamp())";

/**
 * Known usage and reservations by tenant, shared by all processes. Each decision is made under the
 * row lock of the quota, from what is committed then, so that no two requests count on the same
 * room. (One conditional UPDATE would not do: under READ COMMITTED it sees the row anew after the
 * wait for its lock, but the reservations as they were before.)
 */
export class QuotaLedger {
  /** @param timeSql an SQL expression of the database's time; another one for tests only */
  constructor(
    private readonly pool: Pool,
    private readonly timeSql: string = databaseTime,
  ) {}

  /**
   * Holds the claims together, or nothing. At the ceiling the tenant is paused in the same step.
   * With `at.isLeaving` the request leaves at once, and `markSent` is not needed.
   * @throws `LEASE_LOST`
   */
  reserve(
    holder: Holder,
    claims: readonly Claim[],
    at: { readonly now: Date; readonly isLeaving: boolean },
  ): Promise<ReserveOutcome> {
    const { now } = at;
    return ledgerTransaction(this.pool, async (client) => {
      if (holder.lease !== undefined) await assertHeld(client, holder.lease);
      const scopes = await tenantScopes(client, claims);
      const own = claims.map((claim) => ({
        ...claim,
        scope: scopes.get(claim.scope) ?? claim.scope,
      }));
      const quotas = await lockQuotas(client, own);
      const decided: { claim: Claim; quota: LockedQuota; decision: Decision }[] = [];
      for (const claim of own) {
        const quota = quotaOf(quotas, claim);
        const held = await heldOf(client, claim, this.timeSql);
        const ask = { ...claim, now, databaseNow: held.databaseNow };
        decided.push({ claim, quota, decision: decide(quota.state, held, ask) });
      }
      for (const { claim, quota, decision } of decided) {
        if (decision.kind !== 'refuse') continue;
        return this.#refuse(client, { holder, claim, state: quota.state, now }, decision.reason);
      }
      const late =
        decided.find(({ decision }) => decision.kind === 'read') ??
        decided.find(({ decision }) => decision.kind === 'wait');
      if (late?.decision.kind === 'read' || late?.decision.kind === 'wait') {
        return { kind: late.decision.kind, name: late.claim.name };
      }
      const by = { holder, isLeaving: at.isLeaving };
      return { kind: 'reserved', reservations: await this.#hold(client, by, decided) };
    });
  }

  /**
   * Says that the request is about to leave. From here on it counts as spent until its answer, or a
   * later reading, tells more.
   * @throws `LEASE_LOST` when the reservation was taken back because its holder seemed gone
   */
  async markSent(reservations: readonly Reservation[]): Promise<void> {
    if (reservations.length === 0) return;
    const { rowCount } = await this.pool.query(
      `UPDATE rollcall.quota_reservation SET sent_at = ${this.timeSql}
       WHERE id = ANY($1::bigint[]) AND NOT settled`,
      [reservations.map(({ id }) => id)],
    );
    if (rowCount !== reservations.length) throw leaseLost();
  }

  /** Lets go of reservations whose request never left. */
  async release(reservations: readonly Reservation[]): Promise<void> {
    if (reservations.length === 0) return;
    await this.pool.query('DELETE FROM rollcall.quota_reservation WHERE id = ANY($1::bigint[])', [
      reservations.map(({ id }) => id),
    ]);
  }

  /**
   * Ends the reservations of a request that was sent, with what its answer told for each quota name.
   * @returns a refusal when the provider said that nothing is left
   */
  settle(
    holder: Holder,
    reservations: readonly Reservation[],
    answer: { readonly now: Date; readonly usage: ReadonlyMap<string, Settlement> },
  ): Promise<Refusal | undefined> {
    if (reservations.length === 0) return Promise.resolve(undefined);
    const { now } = answer;
    return ledgerTransaction(this.pool, async (client) => {
      const scopes = await tenantScopes(client, reservations);
      const quotas = await lockQuotas(
        client,
        reservations.map(({ scope, name }) => ({ scope: scopes.get(scope) ?? scope, name })),
      );
      let refusal: Refusal | undefined;
      for (const reservation of reservations) {
        const key = {
          name: reservation.name,
          scope: scopes.get(reservation.scope) ?? reservation.scope,
        };
        const { state } = quotaOf(quotas, key);
        const usage = answer.usage.get(reservation.name) ?? 'unread';
        const { cost } = reservation;
        const times = await this.#end(client, reservation, usage === 'unread');
        await countOurs(client, key, cost);
        if (usage === 'exhausted') {
          const claim = { ...key, cost, ceilingPercent: 0, tellsUsage: true };
          const exhausted = withExhaustion(state, times.arrivedAt);
          const ask = { holder, claim, state: exhausted, now };
          refusal = await this.#refuse(client, ask, 'exhausted');
        } else if (usage !== 'unread') {
          await record(client, key, { state, reading: usage, ...times, now, cost });
        }
      }
      return refusal;
    });
  }

  /** The database's time, for `record`. */
  async time(): Promise<Date> {
    const { rows } = await this.pool.query<{ at: Date }>(`SELECT ${this.timeSql} AS at`);
    const [row] = rows;
    if (row === undefined) throw new Error('a query without a table gives one row');
    return row.at;
  }

  /** Takes in usage that an endpoint told. `beganAt` is `time` before that request. */
  record(key: QuotaKey, reading: UsageReading, beganAt: Date, now: Date): Promise<void> {
    return ledgerTransaction(this.pool, async (client) => {
      const scope = (await tenantScopes(client, [key])).get(key.scope) ?? key.scope;
      const own = { scope, name: key.name };
      const { state } = quotaOf(await lockQuotas(client, [own]), own);
      const { databaseNow } = await heldOf(client, own, this.timeSql);
      const arrivedAt = databaseNow;
      await record(client, own, { state, reading, beganAt, arrivedAt, now, cost: 0 });
    });
  }

  /** What is known of the quotas. */
  async view(keys: readonly QuotaKey[]): Promise<readonly QuotaFacts[]> {
    return ledgerTransaction(this.pool, async (client) => {
      const scopes = await tenantScopes(client, keys);
      const facts: QuotaFacts[] = [];
      for (const { scope, name } of keys) {
        const key = { scope: scopes.get(scope) ?? scope, name };
        const { state } = quotaOf(await lockQuotas(client, [key]), key);
        const { inFlight, spent } = await heldOf(client, key, this.timeSql);
        const { used, limit, shownAt: readAt, pausedUntil } = state;
        facts.push({ ...key, used, limit, reserved: inFlight + spent, readAt, pausedUntil });
      }
      return facts;
    });
  }

  /** Usage of quotas since then, oldest first; the keys are those that `view` gave. */
  history(keys: readonly QuotaKey[], since: Date): Promise<readonly QuotaSample[]> {
    return readHistory(this.pool, keys, since);
  }

  /** Says that an origin belongs to a tenant; what is known of both is merged. */
  bind(originScope: string, tenantScope: string): Promise<void> {
    return bindScope(this.pool, originScope, tenantScope);
  }

  /** Ends a pause before its time, for a person who raised the ceiling. */
  liftPause(scope: string): Promise<void> {
    return liftPause(this.pool, scope);
  }

  async #hold(
    client: PoolClient,
    { holder, isLeaving }: { holder: Holder; isLeaving: boolean },
    decided: readonly { claim: Claim; quota: LockedQuota; decision: Decision }[],
  ): Promise<readonly Reservation[]> {
    const reservations: Reservation[] = [];
    for (const { claim, quota, decision } of decided) {
      const { scope, name, cost } = claim;
      // Something fits again: the next pause begins with a calendar day, not with an hour.
      if (decision.kind === 'send' && cost > 0 && quota.state.pausedUntil !== undefined) {
        await writeState(client, claim, { ...quota.state, pausedUntil: undefined });
      }
      if (cost === 0) continue;
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO rollcall.quota_reservation (scope, name, cost, integration_id, epoch, created_at, sent_at)
         VALUES ($1, $2, $3, $4, $5, clock_timestamp(), ${isLeaving ? this.timeSql : 'NULL'})
         RETURNING id`,
        [scope, name, cost, holder.integrationId, holder.lease?.epoch ?? 0],
      );
      const isProbe = decision.kind === 'probe';
      reservations.push({ id: String(rows[0]?.id), scope, name, cost, isProbe });
    }
    return reservations;
  }

  async #refuse(
    client: PoolClient,
    ask: { holder: Holder; claim: Claim; state: QuotaState; now: Date },
    reason: Refusal['reason'],
  ): Promise<{ kind: 'refused' } & Refusal> {
    const { holder, claim, state, now } = ask;
    const until = resumeAt({
      now,
      timezone: holder.timezone,
      integrationId: holder.integrationId,
      previousUntil: state.pausedUntil,
    });
    await writeState(client, claim, { ...state, pausedUntil: until });
    if (until.getTime() !== state.pausedUntil?.getTime()) {
      await keepSample(client, claim, { state, at: now, pausedUntil: until });
    }
    const { used, limit } = state;
    const ceiling = limit === undefined ? undefined : ceilingOf(limit, claim.ceilingPercent);
    return { kind: 'refused', name: claim.name, reason, used, limit, ceiling, resumeAt: until };
  }

  /**
   * Ends a reservation whose request was sent, and says when that was. Kept as spent, it has the end
   * of the request as its time: only what began after it certainly includes it. One that is gone
   * already counts as sent before anything else.
   */
  async #end(
    client: PoolClient,
    { id }: Reservation,
    isKept: boolean,
  ): Promise<{ readonly beganAt: Date; readonly arrivedAt: Date }> {
    const { rows } = await client.query<{ began: Date | null; arrived: Date }>(
      `WITH before AS (SELECT id, sent_at FROM rollcall.quota_reservation WHERE id = $1),
       ended AS (${isKept ? keepSql(this.timeSql) : dropSql})
       SELECT (SELECT sent_at FROM before) AS began, ${this.timeSql} AS arrived`,
      [id],
    );
    const { began, arrived } = rows[0] ?? { began: null, arrived: new Date(0) };
    return { beganAt: began ?? new Date(0), arrivedAt: arrived };
  }
}

const dropSql = 'DELETE FROM rollcall.quota_reservation WHERE id = $1';

function keepSql(timeSql: string): string {
  return `UPDATE rollcall.quota_reservation SET settled = true, sent_at = ${timeSql} WHERE id = $1`;
}

function leaseLost(): RollcallError {
  return new RollcallError('LEASE_LOST', 'another worker has taken over this integration');
}

function quotaOf(quotas: readonly LockedQuota[], key: QuotaKey): LockedQuota {
  const found = quotas.find(({ scope, name }) => scope === key.scope && name === key.name);
  if (found === undefined) throw new Error(`the quota ${key.name} is not locked`);
  return found;
}

async function record(
  client: PoolClient,
  key: QuotaKey,
  arrived: {
    state: QuotaState;
    reading: UsageReading;
    beganAt: Date;
    arrivedAt: Date;
    now: Date;
    cost: number;
  },
): Promise<void> {
  const { state, reading, beganAt, arrivedAt, now, cost } = arrived;
  const cleared = isLater(state, beganAt) ? await clearSpent(client, key, beganAt) : 0;
  const ownCost = cost + cleared;
  const next = withReading(state, { reading, beganAt, arrivedAt, shownAt: now, ownCost });
  await writeState(client, key, next);
  await keepSample(client, key, { state: next, at: now });
}
