import type { Manifest } from '@rollcall/core';
import { type Kysely, sql, type Transaction } from 'kysely';

import type { Tables } from '../db/tables.js';

/** A stored plugin, without its archive. */
export interface PluginRow {
  readonly digest: string;
  readonly plugin_id: string;
  readonly version: string;
  readonly manifest: Manifest;
  readonly source: 'bundled' | 'added';
  readonly risk_accepted_at: Date | null;
  readonly active: boolean;
}

/** A plugin to be stored. */
export interface NewPlugin {
  readonly digest: string;
  readonly manifest: Manifest;
  readonly source: 'bundled' | 'added';
  readonly archive: Buffer;
  readonly riskAcceptedAt: Date | null;
  readonly installedAt: Date;
}

type Connection = Kysely<Tables> | Transaction<Tables>;

/** Any number that nothing else in the database uses. */
const lockId = 7_420_002;

const columns = [
  'digest',
  'plugin_id',
  'version',
  'manifest',
  'source',
  'risk_accepted_at',
  'active',
] as const;

/** The table of plugins. What it holds was validated when it was written. */
export const pluginStore = {
  /** Stored plugins that match, active ones first, then by id. */
  async find(
    db: Connection,
    where: { readonly id?: string; readonly digest?: string; readonly active?: boolean },
  ): Promise<readonly PluginRow[]> {
    const { id, digest, active } = where;
    const rows = await db
      .selectFrom('rollcall.plugin')
      .select(columns)
      .$if(id !== undefined, (query) => query.where('plugin_id', '=', id ?? ''))
      .$if(digest !== undefined, (query) => query.where('digest', '=', digest ?? ''))
      .$if(active !== undefined, (query) => query.where('active', '=', active ?? true))
      .orderBy('active', 'desc')
      .orderBy('plugin_id')
      .execute();
    return rows.map((row) => ({ ...row, manifest: row.manifest as Manifest }));
  },

  /** The archive of a digest; undefined when it is gone. */
  async archive(db: Connection, digest: string): Promise<Buffer | undefined> {
    const row = await db
      .selectFrom('rollcall.plugin')
      .select('archive')
      .where('digest', '=', digest)
      .executeTakeFirst();
    return row?.archive ?? undefined;
  },

  /** Stores a plugin that is not active yet. Nothing changes when the digest is there. */
  async insert(db: Connection, plugin: NewPlugin): Promise<void> {
    const row = {
      digest: plugin.digest,
      plugin_id: plugin.manifest.id,
      version: plugin.manifest.version,
      manifest: JSON.stringify(plugin.manifest),
      source: plugin.source,
      archive: plugin.archive,
      risk_accepted_at: plugin.riskAcceptedAt,
      installed_at: plugin.installedAt,
      active: false,
    };
    await db
      .insertInto('rollcall.plugin')
      .values(row)
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .execute();
  },

  /** Makes a digest the one that new integrations of the plugin use. */
  async activate(db: Connection, id: string, digest: string): Promise<void> {
    const table = () => db.updateTable('rollcall.plugin').where('plugin_id', '=', id);
    await table().set({ active: false }).where('active', '=', true).execute();
    await table().set({ active: true }).where('digest', '=', digest).execute();
  },

  /** Records when an administrator accepted the plugin's risk. */
  async acceptRisk(db: Connection, digest: string, at: Date): Promise<void> {
    await db
      .updateTable('rollcall.plugin')
      .set({ risk_accepted_at: at })
      .where('digest', '=', digest)
      .execute();
  },

  /** Names of the integrations that pin one of the digests, sorted. */
  async users(db: Connection, digests: readonly string[]): Promise<readonly string[]> {
    if (digests.length === 0) return [];
    const rows = await db
      .selectFrom('rollcall.integration')
      .select('name')
      .where('plugin_digest', 'in', [...digests])
      .orderBy('name')
      .execute();
    return rows.map(({ name }) => name);
  },

  /** Deletes the plugins of the digests. */
  async remove(db: Connection, digests: readonly string[]): Promise<void> {
    await db
      .deleteFrom('rollcall.plugin')
      .where('digest', 'in', [...digests])
      .execute();
  },

  /** Deletes bundled plugins of old that no integration pins. */
  async removeUnused(trx: Transaction<Tables>): Promise<void> {
    const old = await trx
      .selectFrom('rollcall.plugin')
      .select('digest')
      .where('source', '=', 'bundled')
      .where('active', '=', false)
      // An integration that is being added holds its plugin: wait for it, then look who pins what.
      .forUpdate()
      .execute();
    if (old.length === 0) return;
    await trx
      .deleteFrom('rollcall.plugin')
      .where(
        'digest',
        'in',
        old.map(({ digest }) => digest),
      )
      .where('digest', 'not in', (inner) =>
        inner.selectFrom('rollcall.integration').select('plugin_digest'),
      )
      .execute();
  },

  /** Runs `work` while no other process changes plugins. */
  async locked<T>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return db.transaction().execute(async (trx) => {
      await sql`SELECT pg_advisory_xact_lock(${lockId}::bigint)`.execute(trx);
      return work(trx);
    });
  },
};
