import { RollcallError } from '@rollcall/core';
import { type Kysely, type Selectable, sql } from 'kysely';

import type { DeliveryTargetTable, Tables } from '../db/tables.js';
import { didYouMean } from '../plugins/nearest.js';
import type { Vault } from '../secrets/vault.js';
import type { DeliveryTarget, NewTarget } from './target.js';

type Row = Selectable<DeliveryTargetTable>;

/** The table of targets. Signing secrets are encrypted, bound to target and address. */
export class DeliveryTargets {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly vault: Pick<Vault, 'seal' | 'unseal'>,
  ) {}

  /** All of them, by name. */
  async list(): Promise<readonly DeliveryTarget[]> {
    const rows = await this.db
      .selectFrom('rollcall.delivery_target')
      .selectAll()
      .select(
        sql<number>`(SELECT count(*)::int FROM rollcall.delivery_outbox o
          WHERE o.target_id = rollcall.delivery_target.id)`.as('waiting'),
      )
      .orderBy('name')
      .execute();
    return rows.map((row) => targetOf(row, row.waiting));
  }

  /**
   * The target of an id or a name.
   * @throws `NOT_FOUND`
   */
  async get(idOrName: string): Promise<DeliveryTarget> {
    const all = await this.list();
    const found = all.find(({ id, name }) => id === idOrName || name === idOrName);
    if (found) return found;
    const near = didYouMean(
      idOrName,
      all.map(({ name }) => name),
    ).trim();
    throw new RollcallError('NOT_FOUND', `there is no delivery "${idOrName}"`, {
      hint: near === '' ? 'List them with "rollcall delivery list".' : near,
    });
  }

  /**
   * Stores a new one.
   * @throws `NAME_TAKEN`, `KEY_MISMATCH`
   */
  async add(
    { name, kind, address, minSeverity, secret }: NewTarget,
    { id, at }: { readonly id: string; readonly at: Date },
  ): Promise<DeliveryTarget> {
    const row = await this.db.transaction().execute(async (trx) => {
      const sealed =
        secret === undefined
          ? { wrapped_key: null, ciphertext: null }
          : await this.vault.seal(bindingOf(id, address), secret, trx);
      return trx
        .insertInto('rollcall.delivery_target')
        .values({
          id,
          name,
          kind,
          address,
          min_severity: minSeverity,
          ...sealed,
          created_at: at,
          delivered_at: null,
          failed_at: null,
          error: null,
        })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returningAll()
        .executeTakeFirst();
    });
    if (row) return targetOf(row, 0);
    throw new RollcallError('NAME_TAKEN', `there is a delivery "${name}" already`);
  }

  /** What its webhooks are signed with. */
  async secretOf({ id, address }: DeliveryTarget): Promise<string> {
    const row = await this.db
      .selectFrom('rollcall.delivery_target')
      .select(['wrapped_key', 'ciphertext'])
      .where('id', '=', id)
      .executeTakeFirst();
    const { wrapped_key, ciphertext } = row ?? {};
    if (!wrapped_key || !ciphertext) return '';
    return this.vault.unseal(bindingOf(id, address), { wrapped_key, ciphertext }, 'the secret');
  }

  /** Removes one, with what it was still to be told. */
  async remove(id: string): Promise<void> {
    await this.db.deleteFrom('rollcall.delivery_target').where('id', '=', id).execute();
  }

  /** Something has arrived. */
  async noteDelivered(id: string, at: Date): Promise<void> {
    await this.db
      .updateTable('rollcall.delivery_target')
      .set({ delivered_at: at, failed_at: null, error: null })
      .where('id', '=', id)
      .execute();
  }

  /** A try has failed. */
  async noteFailed(id: string, at: Date, error: string): Promise<void> {
    await this.db
      .updateTable('rollcall.delivery_target')
      .set({ failed_at: at, error })
      .where('id', '=', id)
      .execute();
  }
}

function bindingOf(id: string, address: string): readonly string[] {
  return ['delivery', id, address];
}

function targetOf(row: Row, waiting: number): DeliveryTarget {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    address: row.address,
    minSeverity: row.min_severity,
    createdAt: row.created_at,
    deliveredAt: row.delivered_at ?? undefined,
    failedAt: row.failed_at ?? undefined,
    error: row.error ?? undefined,
    waiting,
  };
}
