import { createHmac, randomUUID } from 'node:crypto';

import { type Clock, RollcallError } from '@rollcall/core';
import type { Kysely } from 'kysely';

import type { Tables } from '../db/tables.js';
import type { Origin } from './principal.js';
import { hashOfToken, randomToken } from './random-token.js';
import { type User, userOf } from './users.js';

/** Somebody who is signed in to the console. */
export interface Session {
  readonly id: string;
  readonly user: User;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  /** When it ends however much it is used. */
  readonly expiresAt: Date;
  readonly address: string;
  readonly client: string;
}

/** A session that began just now: the only time that its cookie's value is known. */
export interface NewSession {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

const minute = 60_000;
const hour = 60 * minute;

/** A session that is not used for 12 hours ends. */
const idleMs = 12 * hour;
/** A session ends after seven days, however much it is used. */
const lifeMs = 7 * 24 * hour;
/** How often the last use is written, so that not every request writes. */
const useWrittenEveryMs = minute;

/** Sessions of the console. Only the hash of a cookie is kept. */
export class Sessions {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly clock: Clock,
  ) {}

  /** Begins one with a value that nobody has seen before, and forgets those that are over. */
  async begin(userId: string, { address, client }: Origin): Promise<NewSession> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + lifeMs);
    const token = randomToken();
    const id = randomUUID();
    await this.db.deleteFrom('rollcall.session').where('expires_at', '<=', now).execute();
    await this.db
      .insertInto('rollcall.session')
      .values({
        id,
        hash: hashOfToken(token),
        user_id: userId,
        address,
        client: client.slice(0, 300),
        created_at: now,
        last_used_at: now,
        expires_at: expiresAt,
      })
      .execute();
    return { id, token, expiresAt };
  }

  /** Whose cookie it is; undefined when nobody's (any more). Counts as use. */
  async find(token: string): Promise<Session | undefined> {
    const row = await this.#open().where('hash', '=', hashOfToken(token)).executeTakeFirst();
    if (!row) return undefined;
    const now = this.clock.now();
    if (now.getTime() - row.last_used_at.getTime() > useWrittenEveryMs) {
      await this.db
        .updateTable('rollcall.session')
        .set({ last_used_at: now })
        .where('id', '=', row.session_id)
        .execute();
    }
    return sessionOf(row);
  }

  /** Whether the session still is one. Does not count as use: an open page alone keeps none alive. */
  async isOpen(id: string): Promise<boolean> {
    const row = await this.#open().where('rollcall.session.id', '=', id).executeTakeFirst();
    return row !== undefined;
  }

  /** The sessions of a user, the one used last first. */
  async list(userId: string): Promise<readonly Session[]> {
    const rows = await this.#open()
      .where('user_id', '=', userId)
      .orderBy('last_used_at', 'desc')
      .execute();
    return rows.map(sessionOf);
  }

  /**
   * Ends one session of the user.
   * @throws `NOT_FOUND`
   */
  async end(userId: string, id: string): Promise<void> {
    const ended = await this.db
      .deleteFrom('rollcall.session')
      .where('id', '=', id)
      .where('user_id', '=', userId)
      .returning('id')
      .executeTakeFirst();
    if (!ended) throw new RollcallError('NOT_FOUND', 'there is no such session');
  }

  /** Ends every session of the user. Gives how many there were. */
  async endAll(userId: string): Promise<number> {
    const ended = await this.db
      .deleteFrom('rollcall.session')
      .where('user_id', '=', userId)
      .returning('id')
      .execute();
    return ended.length;
  }

  #open() {
    const now = this.clock.now();
    return this.db
      .selectFrom('rollcall.session')
      .innerJoin('rollcall.user', 'rollcall.user.id', 'rollcall.session.user_id')
      .select([
        'rollcall.session.id as session_id',
        'rollcall.session.created_at as began_at',
        'last_used_at',
        'expires_at',
        'address',
        'client',
        'rollcall.user.id as id',
        'name',
        'login',
        'role',
        'password_hash',
        'rollcall.user.created_at as created_at',
        'last_sign_in_at',
      ])
      .where('expires_at', '>', now)
      .where('last_used_at', '>', new Date(now.getTime() - idleMs));
  }
}

/**
 * What a page sends in `x-csrf-token` with each change. Made from the cookie's value, which no page
 * can read: it needs no row, and goes with the session.
 */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('rollcall csrf').digest('base64url');
}

type SessionRow = Parameters<typeof userOf>[0] & {
  readonly session_id: string;
  readonly began_at: Date;
  readonly last_used_at: Date;
  readonly expires_at: Date;
  readonly address: string;
  readonly client: string;
};

function sessionOf(row: SessionRow): Session {
  return {
    id: row.session_id,
    user: userOf(row),
    createdAt: row.began_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    address: row.address,
    client: row.client,
  };
}
