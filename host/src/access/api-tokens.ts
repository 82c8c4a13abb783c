import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Clock, RollcallError } from '@rollcall/core';
import type { Kysely } from 'kysely';

import type { Tables } from '../db/tables.js';

/** A token of the API, without the token itself. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** A token that was made just now: the only time that it can be read. */
export interface NewApiToken extends ApiToken {
  readonly token: string;
}

/** How often the last use is written, so that not every request writes. */
const useWrittenEveryMs = 60_000;

/** Bearer tokens of the API. Only their SHA-256 is kept: 32 random bytes need no slow hash. */
export class ApiTokens {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly clock: Clock,
  ) {}

  /** Makes a token. It cannot be read again later. */
  async add(name: string): Promise<NewApiToken> {
    const token = `rct_${randomBytes(32).toString('base64url')}`;
    const id = randomUUID();
    const createdAt = this.clock.now();
    await this.db
      .insertInto('rollcall.api_token')
      .values({ id, name, hash: hashOf(token), created_at: createdAt, last_used_at: null })
      .execute();
    return { id, name, createdAt, lastUsedAt: null, token };
  }

  /** Every token, oldest first. */
  async list(): Promise<readonly ApiToken[]> {
    const rows = await this.db
      .selectFrom('rollcall.api_token')
      .select(['id', 'name', 'created_at', 'last_used_at'])
      .orderBy('created_at')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
    }));
  }

  /**
   * Revokes a token, by id or by a name that only one has.
   * @throws `NOT_FOUND`, `NAME_AMBIGUOUS`
   */
  async remove(idOrName: string): Promise<ApiToken> {
    const all = await this.list();
    const byId = all.filter(({ id }) => id === idOrName);
    const [found, second] = byId.length > 0 ? byId : all.filter(({ name }) => name === idOrName);
    if (!found) {
      throw new RollcallError('NOT_FOUND', `there is no API token "${idOrName}"`, {
        hint: 'List them with "rollcall token list".',
      });
    }
    if (second) {
      throw new RollcallError('NAME_AMBIGUOUS', `several API tokens are called "${idOrName}"`);
    }
    await this.db.deleteFrom('rollcall.api_token').where('id', '=', found.id).execute();
    return found;
  }

  /** Whose token it is; undefined when nobody's. */
  async verify(token: string): Promise<ApiToken | undefined> {
    const hash = hashOf(token);
    const row = await this.db
      .selectFrom('rollcall.api_token')
      .selectAll()
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (!row || !timingSafeEqual(row.hash, hash)) return undefined;
    const now = this.clock.now();
    if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > useWrittenEveryMs) {
      await this.db
        .updateTable('rollcall.api_token')
        .set({ last_used_at: now })
        .where('id', '=', row.id)
        .execute();
    }
    return { id: row.id, name: row.name, createdAt: row.created_at, lastUsedAt: row.last_used_at };
  }
}

/**
 * Makes the first token when there is none, and keeps it in a file that only the owner may read.
 * @returns the token and the file, or undefined when there were tokens before
 * @throws `HOME_UNUSABLE` when the file cannot be written; the token is then revoked
 */
export async function firstApiToken(
  tokens: ApiTokens,
  home: string,
): Promise<{ readonly token: string; readonly path: string } | undefined> {
  if ((await tokens.list()).length > 0) return undefined;
  const made = await tokens.add('first');
  const path = join(home, 'api-token');
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await writeFile(path, `${made.token}\n`, { mode: 0o600 });
  } catch (cause) {
    await tokens.remove(made.id);
    throw new RollcallError('HOME_UNUSABLE', `the API token cannot be written to ${path}`, {
      cause,
    });
  }
  return { token: made.token, path };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
