import { randomUUID } from 'node:crypto';

import { type Clock, RollcallError } from '@rollcall/core';
import type { Kysely } from 'kysely';

import type { Role, Scope } from '../db/access-tables.js';
import type { Tables } from '../db/tables.js';
import { hashOfToken, randomToken } from './random-token.js';
import { roleOfToken } from './role.js';

/** A token of the API, without the token itself. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  /** What it may at most. */
  readonly scope: Scope;
  /** What it may today: no more than its user. */
  readonly role: Role;
  /** Whose it is; null when it was made on the command line for nobody. */
  readonly user: { readonly id: string; readonly login: string } | null;
  /** Who made it, in words. */
  readonly madeBy: string | null;
  readonly createdAt: Date;
  /** Null: never. */
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** What a new token is made of. */
export interface NewApiToken {
  /** No other token has it. */
  readonly name: string;
  readonly scope: Scope;
  readonly userId?: string | undefined;
  readonly madeBy?: string | undefined;
  readonly expiresAt?: Date | undefined;
}

/** A token that was made just now: the only time that it can be read. */
export interface MadeApiToken extends ApiToken {
  readonly token: string;
}

/** How often the last use is written, so that not every request writes. */
const useWrittenEveryMs = 60_000;

/** Bearer tokens of the API. Only their SHA-256 is kept. */
export class ApiTokens {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a token. It cannot be read again later.
   * @throws `NAME_TAKEN`, `INPUT_INVALID` for an expiry in the past
   */
  async add({ name, scope, userId, madeBy, expiresAt }: NewApiToken): Promise<MadeApiToken> {
    const token = `rct_${randomToken()}`;
    const id = randomUUID();
    const createdAt = this.clock.now();
    if (expiresAt && expiresAt <= createdAt) {
      throw new RollcallError('INPUT_INVALID', 'the token would have expired already');
    }
    const stored = await this.db
      .insertInto('rollcall.api_token')
      .values({
        id,
        name,
        hash: hashOfToken(token),
        scope,
        user_id: userId ?? null,
        made_by: madeBy ?? null,
        created_at: createdAt,
        expires_at: expiresAt ?? null,
        last_used_at: null,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!stored) {
      throw new RollcallError('NAME_TAKEN', `there is an API token "${name}" already`);
    }
    return { ...(await this.get(id)), token };
  }

  /** Every token, or those of one user, oldest first. */
  async list(userId?: string): Promise<readonly ApiToken[]> {
    const all = this.#all().orderBy('rollcall.api_token.created_at');
    const rows = await (userId === undefined ? all : all.where('user_id', '=', userId)).execute();
    return rows.map(tokenOf);
  }

  /**
   * By id or name.
   * @throws `NOT_FOUND`
   */
  async get(idOrName: string): Promise<ApiToken> {
    const rows = await this.#all()
      .where((eb) =>
        eb.or([
          eb('rollcall.api_token.id', '=', idOrName),
          eb('rollcall.api_token.name', '=', idOrName),
        ]),
      )
      .execute();
    const row = rows.find(({ id }) => id === idOrName) ?? rows[0];
    if (row) return tokenOf(row);
    throw new RollcallError('NOT_FOUND', `there is no API token "${idOrName}"`, {
      hint: 'List them with "rollcall token list".',
    });
  }

  /**
   * Revokes a token at once, by id or name.
   * @throws `NOT_FOUND`
   */
  async remove(idOrName: string): Promise<ApiToken> {
    const found = await this.get(idOrName);
    await this.db.deleteFrom('rollcall.api_token').where('id', '=', found.id).execute();
    return found;
  }

  /** Which token it is; undefined when none, or one that has expired. Counts as use. */
  async verify(token: string): Promise<ApiToken | undefined> {
    const row = await this.#valid()
      .where('rollcall.api_token.hash', '=', hashOfToken(token))
      .executeTakeFirst();
    if (!row) return undefined;
    const now = this.clock.now();
    if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > useWrittenEveryMs) {
      await this.db
        .updateTable('rollcall.api_token')
        .set({ last_used_at: now })
        .where('id', '=', row.id)
        .execute();
    }
    return tokenOf(row);
  }

  /** Whether the token still opens the API. */
  async isValid(id: string): Promise<boolean> {
    const row = await this.#valid().where('rollcall.api_token.id', '=', id).executeTakeFirst();
    return row !== undefined;
  }

  #valid() {
    const now = this.clock.now();
    return this.#all().where((eb) =>
      eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]),
    );
  }

  #all() {
    return this.db
      .selectFrom('rollcall.api_token')
      .leftJoin('rollcall.user', 'rollcall.user.id', 'rollcall.api_token.user_id')
      .select([
        'rollcall.api_token.id',
        'rollcall.api_token.name',
        'scope',
        'user_id',
        'made_by',
        'rollcall.api_token.created_at',
        'expires_at',
        'last_used_at',
        'login',
        'role',
      ]);
  }
}

interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly user_id: string | null;
  readonly made_by: string | null;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly login: string | null;
  readonly role: Role | null;
}

function tokenOf(row: TokenRow): ApiToken {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    role: roleOfToken(row.scope, row.role),
    user: row.user_id === null || row.login === null ? null : { id: row.user_id, login: row.login },
    madeBy: row.made_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  };
}
