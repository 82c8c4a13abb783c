import { type Clock, RollcallError } from '@rollcall/core';
import type { Kysely } from 'kysely';

import type { Tables } from '../db/tables.js';
import { assertPassword, hashPassword } from './password.js';
import { hashOfToken, randomToken } from './random-token.js';
import { insertUser, lockAdministrators, normalLogin, type User, userOf } from './users.js';

/** A link that was made just now: the only time that its token is known. */
export interface NewLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/** What somebody enters who follows a link. */
export interface Welcomed {
  readonly token: string;
  readonly password: string;
  /** Of the first administrator; the others were named before. */
  readonly name: string;
  readonly login: string;
}

const lifeMs = 24 * 3_600_000;

/** Links that set a password, once, within a day. Only their hash is kept. */
export class OneTimeLinks {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly clock: Clock,
  ) {}

  /** Makes one that sets the password of a user, in place of those made before. */
  async makeFor(userId: string): Promise<NewLink> {
    await this.db.deleteFrom('rollcall.one_time_link').where('user_id', '=', userId).execute();
    return this.#make(userId);
  }

  /**
   * Makes one for the first administrator.
   * @throws `INPUT_INVALID` when there are users
   */
  async makeFirst(): Promise<NewLink> {
    const user = await this.db.selectFrom('rollcall.user').select('id').limit(1).executeTakeFirst();
    if (!user) return this.#make(null);
    throw new RollcallError('INPUT_INVALID', 'there are users already', {
      hint: 'Make a new link for one of them with "rollcall user reset".',
    });
  }

  /**
   * Whom a link is for; nobody means the first administrator. Does not use it up.
   * @throws `LINK_INVALID`
   */
  async look(token: string): Promise<User | undefined> {
    const link = await this.db
      .selectFrom('rollcall.one_time_link')
      .select('user_id')
      .where('hash', '=', hashOfToken(token))
      .where('expires_at', '>', this.clock.now())
      .executeTakeFirst();
    if (!link) throw used();
    const users = this.db.selectFrom('rollcall.user').selectAll();
    if (link.user_id !== null) {
      return userOf(await users.where('id', '=', link.user_id).executeTakeFirstOrThrow(used));
    }
    if (await users.limit(1).executeTakeFirst()) throw used();
    return undefined;
  }

  /**
   * Uses a link up: makes the first administrator, or sets the password of its user, whose sessions
   * end.
   * @throws `LINK_INVALID`, `INPUT_INVALID`
   */
  async use(welcomed: Welcomed): Promise<User> {
    const known = await this.look(welcomed.token);
    assertPassword(welcomed.password, known?.login ?? normalLogin(welcomed.login));
    const hash = await hashPassword(welcomed.password);
    return this.db.transaction().execute(async (trx) => {
      await lockAdministrators(trx);
      const taken = await trx
        .deleteFrom('rollcall.one_time_link')
        .where('hash', '=', hashOfToken(welcomed.token))
        .returning('user_id')
        .executeTakeFirst();
      if (!taken) throw used();
      if (taken.user_id !== null) return setPassword(trx, taken.user_id, hash);
      if (await trx.selectFrom('rollcall.user').select('id').limit(1).executeTakeFirst()) {
        throw used();
      }
      const { name, login } = welcomed;
      const wish = { name, login, role: 'administrator' } as const;
      const made = await insertUser(trx, wish, this.clock.now(), hash);
      await trx.deleteFrom('rollcall.one_time_link').where('user_id', 'is', null).execute();
      return made;
    });
  }

  async #make(userId: string | null): Promise<NewLink> {
    const now = this.clock.now();
    const token = randomToken();
    const expiresAt = new Date(now.getTime() + lifeMs);
    await this.db.deleteFrom('rollcall.one_time_link').where('expires_at', '<=', now).execute();
    await this.db
      .insertInto('rollcall.one_time_link')
      .values({ hash: hashOfToken(token), user_id: userId, created_at: now, expires_at: expiresAt })
      .execute();
    return { token, expiresAt };
  }
}

/** Where a link leads. The token is in the fragment, which browsers keep out of requests and logs. */
export function linkTo(base: string, { token }: NewLink): string {
  return `${base.replace(/\/$/, '')}/welcome#t=${token}`;
}

/** Sets a password; whoever knew the old one is signed out. */
export async function setPassword(db: Kysely<Tables>, userId: string, hash: string): Promise<User> {
  const row = await db
    .updateTable('rollcall.user')
    .set({ password_hash: hash })
    .where('id', '=', userId)
    .returningAll()
    .executeTakeFirstOrThrow(used);
  await db.deleteFrom('rollcall.session').where('user_id', '=', userId).execute();
  await db.deleteFrom('rollcall.one_time_link').where('user_id', '=', userId).execute();
  return userOf(row);
}

function used(): RollcallError {
  return new RollcallError('LINK_INVALID', 'this link was used or has expired');
}
