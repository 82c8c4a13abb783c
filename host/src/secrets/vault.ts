import { type Clock, RollcallError } from '@rollcall/core';
import type { Kysely, Selectable, Transaction, Updateable } from 'kysely';

import type { Tables, TokenTable } from '../db/tables.js';
import { type Binding, seal, unseal } from './envelope.js';
import { assertKey } from './key.js';
import { rotateKeys } from './rotation.js';

/** What a vault is made of. */
export interface VaultOptions {
  readonly db: Kysely<Tables>;
  readonly masterKey: Buffer;
  readonly clock: Clock;
  /** Told every value that is stored or read, so that it can be redacted. */
  readonly onValue?: ((value: string) => void) | undefined;
}

/** What a secret belongs to. It can be read with the same three only. */
export interface SecretRef {
  readonly integrationId: string;
  /** Name of the config field. */
  readonly field: string;
  /** Where it is sent to: a changed address cannot carry it off. */
  readonly origin: string;
}

/** An access token, and which one it is. */
export interface StoredToken {
  readonly value: string;
  /** Rises with each new token. */
  readonly generation: number;
}

/** The token of an integration while nobody else can change it. */
export interface LockedToken {
  /** The one that is stored; another process may have changed it since it was last looked at. */
  readonly current: StoredToken | undefined;
  /** New tokens in a row that were refused at once. */
  readonly refusedInARow: number;
  /** Stores a new one; gives its generation. */
  put(value: string): Promise<number>;
  /** Notes how many new ones were refused in a row; 0 after a success. */
  setRefusedInARow(count: number): Promise<void>;
}

/** An encrypted value as a row keeps it. */
export interface SealedColumns {
  readonly wrapped_key: Buffer;
  readonly ciphertext: Buffer;
}

/** Secrets and tokens, encrypted at rest. Integrity and binding are checked at each reading. */
export class Vault {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #onValue: (value: string) => void;
  #masterKey: Buffer;

  constructor({ db, masterKey, clock, onValue }: VaultOptions) {
    this.#db = db;
    this.#masterKey = masterKey;
    this.#clock = clock;
    this.#onValue = onValue ?? (() => undefined);
  }

  /**
   * Stores a secret, in place of the one before. With `trx` it is part of the caller's transaction.
   * @throws `KEY_MISMATCH` when the master key was rotated meanwhile
   */
  async putSecret(ref: SecretRef, value: string, trx?: Transaction<Tables>): Promise<void> {
    if (trx === undefined) {
      return this.#db.transaction().execute((own) => this.putSecret(ref, value, own));
    }
    this.#onValue(value);
    await assertKey(trx, this.#masterKey);
    const sealed = this.#seal(secretBinding(ref), value);
    const row = { ...sealed, stored_at: this.#clock.now() };
    await trx
      .insertInto('rollcall.secret')
      .values({ integration_id: ref.integrationId, field: ref.field, ...row })
      .onConflict((conflict) => conflict.columns(['integration_id', 'field']).doUpdateSet(row))
      .execute();
  }

  /**
   * Reads a secret; `undefined` when there is none.
   * @throws `SECRET_REENTER` when it was stored for another address; `KEY_MISMATCH`
   */
  async getSecret(ref: SecretRef, trx?: Transaction<Tables>): Promise<string | undefined> {
    const row = await (trx ?? this.#db)
      .selectFrom('rollcall.secret')
      .select(['wrapped_key', 'ciphertext'])
      .where('integration_id', '=', ref.integrationId)
      .where('field', '=', ref.field)
      .executeTakeFirst();
    return row && this.#open(secretBinding(ref), row, `the secret "${ref.field}"`);
  }

  /** Names of the fields that have a secret, in order. Values are not read. */
  async listFields(integrationId: string, trx?: Transaction<Tables>): Promise<readonly string[]> {
    const rows = await (trx ?? this.#db)
      .selectFrom('rollcall.secret')
      .select('field')
      .where('integration_id', '=', integrationId)
      .orderBy('field')
      .execute();
    return rows.map(({ field }) => field);
  }

  /** Removes a secret, or all of an integration with its token. */
  async remove(integrationId: string, field?: string, trx?: Transaction<Tables>): Promise<void> {
    const db = trx ?? this.#db;
    const secrets = db.deleteFrom('rollcall.secret').where('integration_id', '=', integrationId);
    if (field !== undefined) {
      await secrets.where('field', '=', field).execute();
      return;
    }
    await secrets.execute();
    await db.deleteFrom('rollcall.token').where('integration_id', '=', integrationId).execute();
  }

  /**
   * Encrypts a value that another table keeps. `binding` says what it belongs to: it opens with the same
   * only. Columns named `wrapped_key` are re-wrapped at a rotation, see `rotateKeys`.
   * @throws `KEY_MISMATCH` when the master key was rotated meanwhile
   */
  async seal(binding: Binding, value: string, trx: Transaction<Tables>): Promise<SealedColumns> {
    this.#onValue(value);
    await assertKey(trx, this.#masterKey);
    return this.#seal(binding, value);
  }

  /**
   * Decrypts what `seal` gave; `what` names it in errors.
   * @throws `KEY_MISMATCH`, `SECRET_REENTER` for another binding
   */
  unseal(binding: Binding, sealed: SealedColumns, what: string): string {
    return this.#open(binding, sealed, what);
  }

  /**
   * The stored access token for `origin`; `undefined` when there is none, or it is another address's.
   * @throws `KEY_MISMATCH`
   */
  async getToken(integrationId: string, origin: string): Promise<StoredToken | undefined> {
    const row = await this.#db
      .selectFrom('rollcall.token')
      .selectAll()
      .where('integration_id', '=', integrationId)
      .executeTakeFirst();
    return row && this.#openToken(row, origin);
  }

  /**
   * Runs `work` while no other process can change the integration's token: of many that find it
   * expired one fetches a new one, and the others find that. What `work` put is kept when it
   * succeeds, and dropped when it throws. Bound its time: the others wait for it.
   * @throws `KEY_MISMATCH`; whatever `work` throws
   */
  async withTokenLock<T>(
    integrationId: string,
    origin: string,
    work: (locked: LockedToken) => Promise<T>,
  ): Promise<T> {
    return this.#db.transaction().execute(async (trx) => {
      await assertKey(trx, this.#masterKey);
      const row = await lockTokenRow(trx, integrationId, this.#clock.now());
      return work({
        current: this.#openToken(row, origin),
        refusedInARow: row.refused_in_a_row,
        put: (value) => this.#putToken(trx, row, origin, value),
        setRefusedInARow: (count) =>
          updateToken(trx, integrationId, {
            refused_in_a_row: count,
            updated_at: this.#clock.now(),
          }),
      });
    });
  }

  /**
   * Wraps every data key by a new master key, all or none, and uses it from now on. Other processes
   * must be restarted: they refuse to store anything under the old one.
   * `keep` puts the new key where it is found again; it is done before anything is changed, by one
   * process at a time.
   * @throws `KEY_MISMATCH` when another process rotated it, or one cannot be unwrapped
   */
  async rotate(newKey: Buffer, keep: () => Promise<void> = async () => undefined): Promise<void> {
    const change = { oldKey: this.#masterKey, newKey, keep };
    await this.#db.transaction().execute((trx) => rotateKeys(trx, change));
    this.#masterKey = newKey;
  }

  async #putToken(
    trx: Transaction<Tables>,
    row: { integration_id: string; generation: number },
    origin: string,
    value: string,
  ): Promise<number> {
    this.#onValue(value);
    const sealed = this.#seal(tokenBinding(row.integration_id, origin), value);
    // Counted up here, so that a second one of the same holder is another one, too.
    row.generation += 1;
    const { generation } = row;
    await updateToken(trx, row.integration_id, {
      ...sealed,
      generation,
      updated_at: this.#clock.now(),
    });
    return generation;
  }

  #openToken(row: TokenRow, origin: string): StoredToken | undefined {
    const { wrapped_key, ciphertext, generation, integration_id } = row;
    if (wrapped_key === null || ciphertext === null) return undefined;
    const envelope = { wrappedKey: wrapped_key, ciphertext };
    const opened = unseal(this.#masterKey, tokenBinding(integration_id, origin), envelope);
    if ('value' in opened) {
      this.#onValue(opened.value);
      return { value: opened.value, generation };
    }
    // A token is fetched anew; there is nothing for a person to do.
    if (opened.failed === 'binding') return undefined;
    throw wrongKey('the token');
  }

  #open(
    binding: Binding,
    { wrapped_key, ciphertext }: { wrapped_key: Buffer; ciphertext: Buffer },
    what: string,
  ): string {
    const opened = unseal(this.#masterKey, binding, { wrappedKey: wrapped_key, ciphertext });
    if ('value' in opened) {
      this.#onValue(opened.value);
      return opened.value;
    }
    if (opened.failed === 'key') throw wrongKey(what);
    throw new RollcallError('SECRET_REENTER', `${what} was stored for another address`);
  }

  #seal(binding: Binding, value: string): { wrapped_key: Buffer; ciphertext: Buffer } {
    const { wrappedKey, ciphertext } = seal(this.#masterKey, binding, value);
    return { wrapped_key: wrappedKey, ciphertext };
  }
}

type TokenRow = Selectable<TokenTable>;

function secretBinding({ integrationId, field, origin }: SecretRef): Binding {
  return ['secret', integrationId, field, origin];
}

function tokenBinding(integrationId: string, origin: string): Binding {
  return ['token', integrationId, origin];
}

function wrongKey(what: string): RollcallError {
  return new RollcallError('KEY_MISMATCH', `${what} was encrypted with another master key`, {
    hint: 'Restart this process if the key was rotated; else set ROLLCALL_MASTER_KEY to the key that this database was made with.',
  });
}

/** Locks the row of an integration's token, made empty when it is missing. */
async function lockTokenRow(
  trx: Transaction<Tables>,
  integrationId: string,
  now: Date,
): Promise<TokenRow> {
  await trx
    .insertInto('rollcall.token')
    .values({
      integration_id: integrationId,
      generation: 0,
      wrapped_key: null,
      ciphertext: null,
      refused_in_a_row: 0,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return trx
    .selectFrom('rollcall.token')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

async function updateToken(
  trx: Transaction<Tables>,
  integrationId: string,
  change: Updateable<TokenTable>,
): Promise<void> {
  await trx
    .updateTable('rollcall.token')
    .set(change)
    .where('integration_id', '=', integrationId)
    .execute();
}
