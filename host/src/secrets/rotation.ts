import { RollcallError } from '@rollcall/core';
import type { Transaction } from 'kysely';

import type { Tables } from '../db/tables.js';
import { rewrap } from './envelope.js';
import { assertKeyAlone, writeCheck } from './key.js';

/** A change of the master key. */
export interface KeyChange {
  readonly oldKey: Buffer;
  readonly newKey: Buffer;
  /** Done before anything is changed, while nobody else can change the key. */
  readonly keep: () => Promise<void>;
}

/**
 * Wraps every data key by another master key and lets the database know that one.
 * @throws `KEY_MISMATCH` when `oldKey` is not the database's, or does not unwrap one of them
 */
export async function rotateKeys(
  trx: Transaction<Tables>,
  { oldKey, newKey, keep }: KeyChange,
): Promise<void> {
  await assertKeyAlone(trx, oldKey);
  await keep();
  await rewrapSecrets(trx, oldKey, newKey);
  await rewrapTokens(trx, oldKey, newKey);
  await rewrapDeliveries(trx, oldKey, newKey);
  await writeCheck(trx, newKey);
}

async function rewrapSecrets(
  trx: Transaction<Tables>,
  oldKey: Buffer,
  newKey: Buffer,
): Promise<void> {
  const rows = await trx
    .selectFrom('rollcall.secret')
    .select(['integration_id', 'field', 'wrapped_key'])
    .execute();
  for (const { integration_id, field, wrapped_key } of rows) {
    await trx
      .updateTable('rollcall.secret')
      .set({ wrapped_key: rewrapped(oldKey, newKey, wrapped_key) })
      .where('integration_id', '=', integration_id)
      .where('field', '=', field)
      .execute();
  }
}

async function rewrapTokens(
  trx: Transaction<Tables>,
  oldKey: Buffer,
  newKey: Buffer,
): Promise<void> {
  const rows = await trx
    .selectFrom('rollcall.token')
    .select(['integration_id', 'wrapped_key'])
    .execute();
  for (const { integration_id, wrapped_key } of rows) {
    if (wrapped_key === null) continue;
    await trx
      .updateTable('rollcall.token')
      .set({ wrapped_key: rewrapped(oldKey, newKey, wrapped_key) })
      .where('integration_id', '=', integration_id)
      .execute();
  }
}

async function rewrapDeliveries(
  trx: Transaction<Tables>,
  oldKey: Buffer,
  newKey: Buffer,
): Promise<void> {
  const rows = await trx
    .selectFrom('rollcall.delivery_target')
    .select(['id', 'wrapped_key'])
    .execute();
  for (const { id, wrapped_key } of rows) {
    if (wrapped_key === null) continue;
    await trx
      .updateTable('rollcall.delivery_target')
      .set({ wrapped_key: rewrapped(oldKey, newKey, wrapped_key) })
      .where('id', '=', id)
      .execute();
  }
}

function rewrapped(oldKey: Buffer, newKey: Buffer, wrappedKey: Buffer): Buffer {
  const wrapped = rewrap(oldKey, newKey, wrappedKey);
  if (wrapped !== undefined) return wrapped;
  throw new RollcallError('KEY_MISMATCH', 'a secret was encrypted with another master key', {
    hint: 'Nothing was changed. Enter the secrets of the integrations again, then rotate the key.',
  });
}
