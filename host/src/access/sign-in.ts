import { type Clock, RollcallError } from '@rollcall/core';
import type { Kysely } from 'kysely';

import type { Tables } from '../db/tables.js';
import { type OneTimeLinks, setPassword, type Welcomed } from './one-time-links.js';
import { assertPassword, hashOfNobody, hashPassword, isPassword } from './password.js';
import type { Origin } from './principal.js';
import type { NewSession, Sessions } from './sessions.js';
import type { SignInLimits } from './sign-in-limits.js';
import { normalLogin, type User, userOf } from './users.js';

/** What sign-in works with. */
export interface SignInParts {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly links: OneTimeLinks;
  readonly limits: SignInLimits;
}

/** Somebody who signed in just now. */
export interface SignedIn {
  readonly user: User;
  readonly session: NewSession;
}

/** What a person proves who they are with. */
export interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** Makes sessions of what people can prove. Every one of them begins with a new cookie. */
export class SignIn {
  readonly #parts: SignInParts;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /**
   * By login and password. Nobody learns, from answer or time, whether the login exists.
   * @throws `SIGN_IN_REFUSED`, `SIGN_IN_LIMITED`, `NOT_FOUND` while there is no user at all
   */
  async withPassword({ login, password }: Credentials, from: Origin): Promise<SignedIn> {
    const known = normalLogin(login);
    const user = await this.#check({ login: known, password }, from.address);
    if (!user) throw await this.#refused();
    return this.#begin(user, from);
  }

  /**
   * By a one-time link, which sets the password.
   * @throws `LINK_INVALID`, `INPUT_INVALID`
   */
  async withLink(welcomed: Welcomed, from: Origin): Promise<SignedIn> {
    const user = await this.#parts.links.use(welcomed);
    await this.#parts.limits.forget(user.login);
    return this.#begin(user, from);
  }

  /**
   * Changes the password of somebody who knows the present one. Every session ends; a new one begins.
   * @throws `SIGN_IN_REFUSED`, `SIGN_IN_LIMITED`, `INPUT_INVALID`
   */
  async changePassword(
    user: User,
    { present, next }: { readonly present: string; readonly next: string },
    from: Origin,
  ): Promise<NewSession> {
    assertPassword(next, user.login);
    if (!(await this.#check({ login: user.login, password: present }, from.address))) {
      throw new RollcallError('SIGN_IN_REFUSED', 'the present password is wrong');
    }
    const hash = await hashPassword(next);
    await this.#parts.db.transaction().execute((trx) => setPassword(trx, user.id, hash));
    return this.#parts.sessions.begin(user.id, from);
  }

  async #refused(): Promise<RollcallError> {
    const { db } = this.#parts;
    if (await db.selectFrom('rollcall.user').select('id').limit(1).executeTakeFirst()) {
      return new RollcallError('SIGN_IN_REFUSED', 'e-mail or password is wrong');
    }
    return new RollcallError('NOT_FOUND', 'nobody has an account yet', {
      hint: 'Open the link that "rollcall start" printed, or make a new one with "rollcall user welcome".',
    });
  }

  async #begin(user: User, from: Origin): Promise<SignedIn> {
    await this.#parts.db
      .updateTable('rollcall.user')
      .set({ last_sign_in_at: this.#parts.clock.now() })
      .where('id', '=', user.id)
      .execute();
    return { user, session: await this.#parts.sessions.begin(user.id, from) };
  }

  async #check({ login, password }: Credentials, address: string): Promise<User | undefined> {
    const { db, limits } = this.#parts;
    await limits.attempt(login, address);
    const row = await db
      .selectFrom('rollcall.user')
      .selectAll()
      .where('login', '=', login)
      .executeTakeFirst();
    const isRight = await isPassword(password, row?.password_hash ?? hashOfNobody);
    if (!row?.password_hash || !isRight) return undefined;
    await limits.succeeded(login, address);
    return userOf(row);
  }
}
