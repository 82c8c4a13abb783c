import { isIPv6 } from 'node:net';

import { type Clock, RollcallError } from '@rollcall/core';
import type { Kysely, Transaction } from 'kysely';

import type { Tables } from '../db/tables.js';
import { hashOfToken } from './random-token.js';
import { addressRule, afterFailure, loginRule, type ThrottleRule, waitMs } from './throttle.js';

interface Limit {
  readonly key: string;
  readonly rule: ThrottleRule;
}

/** Failed sign-ins, counted in the database, so that several hosts count together. */
export class SignInLimits {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts an attempt as failed before it is made, so that attempts at the same time count as well.
   * Whoever succeeds takes it back by `succeeded`.
   * @throws `SIGN_IN_LIMITED` with the time to wait; the attempt then does not count
   */
  async attempt(login: string, address: string): Promise<void> {
    const now = this.clock.now();
    await this.db.transaction().execute(async (trx) => {
      // Always in the same order: two attempts never wait for each other.
      for (const limit of limitsOf(login, address)) await count(trx, limit, now);
    });
  }

  /** Forgets the failures of the login, this attempt of the address, and what is long past. */
  async succeeded(login: string, address: string): Promise<void> {
    const past = new Date(this.clock.now().getTime() - loginRule.forgetAfterMs);
    await this.db
      .deleteFrom('rollcall.sign_in_limit')
      .where((eb) => eb.or([eb('key', '=', loginKey(login)), eb('failed_at', '<', past)]))
      .execute();
    await this.db
      .updateTable('rollcall.sign_in_limit')
      .set(({ eb }) => ({ failures: eb('failures', '-', 1), blocked_until: null }))
      .where('key', '=', addressKey(address))
      .where('failures', '>', 0)
      .execute();
  }

  /** Lets the login try again at once: its password was set anew. */
  async forget(login: string): Promise<void> {
    await this.db.deleteFrom('rollcall.sign_in_limit').where('key', '=', loginKey(login)).execute();
  }
}

async function count(trx: Transaction<Tables>, { key, rule }: Limit, now: Date): Promise<void> {
  await trx
    .insertInto('rollcall.sign_in_limit')
    .values({ key, failures: 0, failed_at: now, blocked_until: null })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await trx
    .selectFrom('rollcall.sign_in_limit')
    .selectAll()
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  const known = row && {
    failures: row.failures,
    failedAt: row.failed_at,
    blockedUntil: row.blocked_until,
  };
  const wait = waitMs(known, now);
  if (wait > 0) throw limited(wait);
  const next = afterFailure(known, now, rule);
  await trx
    .updateTable('rollcall.sign_in_limit')
    .set({ failures: next.failures, failed_at: now, blocked_until: next.blockedUntil })
    .where('key', '=', key)
    .execute();
}

function limited(wait: number): RollcallError {
  const seconds = Math.ceil(wait / 1000);
  return new RollcallError('SIGN_IN_LIMITED', 'too many attempts to sign in failed', {
    hint: `Try again in ${seconds} s.`,
    details: { retryAfterSeconds: seconds },
  });
}

function limitsOf(login: string, address: string): readonly Limit[] {
  return [
    { key: addressKey(address), rule: addressRule },
    { key: loginKey(login), rule: loginRule },
  ];
}

/** Hashed, since people also type their password there. */
function loginKey(login: string): string {
  return `login:${hashOfToken(login).toString('base64url')}`;
}

/** Whoever has an IPv6 address has 2^64 of them. */
function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return `address:${mapped}`;
  return `address:${isIPv6(address) ? networkOf(address) : address}`;
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}
