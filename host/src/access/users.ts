import { randomUUID } from 'node:crypto';

import { type Clock, RollcallError } from '@rollcall/core';
import { type Kysely, sql, type Transaction } from 'kysely';

import type { Role } from '../db/access-tables.js';
import type { Tables } from '../db/tables.js';

/** Somebody who may sign in. */
export interface User {
  readonly id: string;
  readonly name: string;
  /** An e-mail address, in lower case. */
  readonly login: string;
  readonly role: Role;
  /** Whether the one-time link was used; without a password nobody signs in. */
  readonly hasPassword: boolean;
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
}

/** What a new user is made of. */
export interface NewUser {
  readonly name: string;
  readonly login: string;
  readonly role: Role;
}

/** Any number that nothing else in the database uses. */
const administratorsLock = 7_420_002;

/** Who may sign in, and as what. */
export class Users {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly clock: Clock,
  ) {}

  /** Everybody, by name. */
  async list(): Promise<readonly User[]> {
    const rows = await this.db.selectFrom('rollcall.user').selectAll().orderBy('name').execute();
    return rows.map(userOf);
  }

  /** Whether there is nobody yet. */
  async isEmpty(): Promise<boolean> {
    const row = await this.db.selectFrom('rollcall.user').select('id').limit(1).executeTakeFirst();
    return row === undefined;
  }

  /**
   * By id or login.
   * @throws `NOT_FOUND`
   */
  async get(idOrLogin: string): Promise<User> {
    return findUser(this.db, idOrLogin);
  }

  /**
   * Makes a user without a password: a one-time link sets it.
   * @throws `NAME_TAKEN`, `INPUT_INVALID` for a login that is no e-mail address
   */
  async add(wish: NewUser): Promise<User> {
    return this.db.transaction().execute((trx) => insertUser(trx, wish, this.clock.now(), null));
  }

  /**
   * Changes name or role. Another role ends the user's sessions, so that no cookie outlives it.
   * @throws `NOT_FOUND`, `LAST_ADMINISTRATOR`
   */
  async edit(id: string, patch: { readonly name?: string; readonly role?: Role }): Promise<User> {
    return this.db.transaction().execute(async (trx) => {
      await lockAdministrators(trx);
      const user = await findUser(trx, id);
      const { name = user.name, role = user.role } = patch;
      if (role !== user.role) {
        if (role !== 'administrator') await assertNotLast(trx, user);
        await trx.deleteFrom('rollcall.session').where('user_id', '=', user.id).execute();
      }
      await trx
        .updateTable('rollcall.user')
        .set({ name: displayName(name), role })
        .where('id', '=', user.id)
        .execute();
      return { ...user, name: displayName(name), role };
    });
  }

  /**
   * Removes a user with sessions, links and API tokens.
   * @throws `NOT_FOUND`, `LAST_ADMINISTRATOR`
   */
  async remove(idOrLogin: string): Promise<User> {
    return this.db.transaction().execute(async (trx) => {
      await lockAdministrators(trx);
      const user = await findUser(trx, idOrLogin);
      await assertNotLast(trx, user);
      await trx.deleteFrom('rollcall.user').where('id', '=', user.id).execute();
      return user;
    });
  }
}

/**
 * Stores a new user within a transaction.
 * @throws `NAME_TAKEN`, `INPUT_INVALID`
 */
export async function insertUser(
  trx: Transaction<Tables>,
  wish: NewUser,
  createdAt: Date,
  passwordHash: string | null,
): Promise<User> {
  const login = normalLogin(wish.login);
  if (!/^[^\s@]+@[^\s@]+$/.test(login) || login.length > 254) {
    throw wrongField('login', 'an e-mail address is needed, such as user.one@example.com');
  }
  const values = {
    id: randomUUID(),
    name: displayName(wish.name),
    login,
    role: wish.role,
    password_hash: passwordHash,
    created_at: createdAt,
    last_sign_in_at: null,
  };
  const row = await trx
    .insertInto('rollcall.user')
    .values(values)
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row) return userOf(row);
  throw new RollcallError('NAME_TAKEN', `there is a user "${login}" already`, {
    hint: 'Use another e-mail address.',
  });
}

/** One transaction at a time decides who is the first administrator, and who the last. */
export async function lockAdministrators(trx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${administratorsLock}::bigint)`.execute(trx);
}

/** How logins are compared. */
export function normalLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/** What is told of a stored user. */
export function userOf(row: {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly role: Role;
  readonly password_hash: string | null;
  readonly created_at: Date;
  readonly last_sign_in_at: Date | null;
}): User {
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    role: row.role,
    hasPassword: row.password_hash !== null,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
  };
}

async function findUser(db: Kysely<Tables>, idOrLogin: string): Promise<User> {
  const row = await db
    .selectFrom('rollcall.user')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', idOrLogin), eb('login', '=', normalLogin(idOrLogin))]))
    .executeTakeFirst();
  if (row) return userOf(row);
  throw new RollcallError('NOT_FOUND', `there is no user "${idOrLogin}"`, {
    hint: 'List them with "rollcall user list".',
  });
}

function displayName(name: string): string {
  const trimmed = name.trim();
  if (trimmed !== '' && trimmed.length <= 200) return trimmed;
  throw wrongField('name', 'a name has 1 to 200 characters');
}

function wrongField(field: string, message: string): RollcallError {
  return new RollcallError('INPUT_INVALID', message, {
    details: [{ pointer: `/${field}`, field, message }],
  });
}

async function assertNotLast(trx: Transaction<Tables>, user: User): Promise<void> {
  if (user.role !== 'administrator' || !user.hasPassword) return;
  const other = await trx
    .selectFrom('rollcall.user')
    .select('id')
    .where('role', '=', 'administrator')
    .where('password_hash', 'is not', null)
    .where('id', '<>', user.id)
    .executeTakeFirst();
  if (!other) {
    throw new RollcallError('LAST_ADMINISTRATOR', `"${user.login}" is the only administrator`);
  }
}
