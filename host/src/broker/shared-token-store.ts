import type { Pool, PoolClient } from 'pg';

import { type AccessToken, noToken, type StoredToken, type TokenStore } from './token-store.js';

/** Encrypts tokens; bound to the integration, so that a row moved to another one does not open. */
export interface TokenSeal {
  seal(integrationId: string, text: string): Promise<SealedToken> | SealedToken;
  open(integrationId: string, sealed: SealedToken): Promise<string> | string;
}

/** An encrypted token and its data key, wrapped by the master key. */
export interface SealedToken {
  readonly wrappedKey: Buffer;
  readonly ciphertext: Buffer;
}

interface TokenRow {
  generation: number;
  wrapped_key: Buffer | null;
  ciphertext: Buffer | null;
  refused_in_a_row: number;
  updated_at: Date;
}

const selectToken = `SELECT generation, wrapped_key, ciphertext, refused_in_a_row, updated_at
  FROM rollcall.token WHERE integration_id = $1`;

/** Tokens in the database, encrypted, shared by all processes; the row lock elects who fetches. */
export class SharedTokenStore implements TokenStore {
  constructor(
    private readonly pool: Pool,
    private readonly seal: TokenSeal,
    private readonly now: () => Date,
  ) {}

  async read(integrationId: string): Promise<StoredToken> {
    const { rows } = await this.pool.query<TokenRow>(selectToken, [integrationId]);
    return this.#toStored(integrationId, rows[0]);
  }

  async renew(
    integrationId: string,
    generation: number,
    fetch: (present: StoredToken) => Promise<AccessToken>,
  ): Promise<StoredToken> {
    const client = await this.pool.connect();
    let broken = false;
    try {
      await client.query('BEGIN');
      const stored = await this.#renewIn(client, { integrationId, generation, fetch });
      await client.query('COMMIT');
      return stored;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async noteRefused(integrationId: string, generation: number): Promise<number> {
    await this.pool.query(
      `UPDATE rollcall.token SET refused_in_a_row = refused_in_a_row + 1, wrapped_key = NULL,
         ciphertext = NULL, updated_at = $3
       WHERE integration_id = $1 AND generation = $2 AND ciphertext IS NOT NULL`,
      [integrationId, generation, this.now()],
    );
    return (await this.read(integrationId)).refusedInARow;
  }

  async noteAccepted(integrationId: string): Promise<void> {
    await this.pool.query(
      `UPDATE rollcall.token SET refused_in_a_row = 0
       WHERE integration_id = $1 AND refused_in_a_row > 0`,
      [integrationId],
    );
  }

  async forget(integrationId: string): Promise<void> {
    await this.pool.query('DELETE FROM rollcall.token WHERE integration_id = $1', [integrationId]);
  }

  async #renewIn(
    client: PoolClient,
    ask: {
      integrationId: string;
      generation: number;
      fetch: (present: StoredToken) => Promise<AccessToken>;
    },
  ): Promise<StoredToken> {
    const { integrationId, generation } = ask;
    await client.query(
      `INSERT INTO rollcall.token (integration_id, generation, updated_at) VALUES ($1, 0, $2)
       ON CONFLICT DO NOTHING`,
      [integrationId, this.now()],
    );
    const { rows } = await client.query<TokenRow>(`${selectToken} FOR UPDATE`, [integrationId]);
    const present = await this.#toStored(integrationId, rows[0]);
    if (present.generation > generation && present.token !== undefined) return present;
    const token = await ask.fetch(present);
    const { wrappedKey, ciphertext } = await this.seal.seal(integrationId, JSON.stringify(token));
    const updatedAt = this.now();
    await client.query(
      `UPDATE rollcall.token SET generation = generation + 1, wrapped_key = $2, ciphertext = $3,
         updated_at = $4 WHERE integration_id = $1`,
      [integrationId, wrappedKey, ciphertext, updatedAt],
    );
    return { ...present, generation: present.generation + 1, token, updatedAt };
  }

  async #toStored(integrationId: string, row: TokenRow | undefined): Promise<StoredToken> {
    if (row === undefined) return noToken;
    const { wrapped_key: wrappedKey, ciphertext } = row;
    const text =
      wrappedKey === null || ciphertext === null
        ? undefined
        : await this.seal.open(integrationId, { wrappedKey, ciphertext });
    return {
      generation: row.generation,
      token: text === undefined ? undefined : parseToken(text),
      refusedInARow: row.refused_in_a_row,
      updatedAt: row.updated_at,
    };
  }
}

function parseToken(text: string): AccessToken | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('accessToken' in value)) return undefined;
  const baseUrl =
    'baseUrl' in value && typeof value.baseUrl === 'string' ? value.baseUrl : undefined;
  return typeof value.accessToken === 'string'
    ? { accessToken: value.accessToken, baseUrl }
    : undefined;
}
