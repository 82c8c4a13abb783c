import type { Kysely, Selectable, Transaction, Updateable } from 'kysely';
import { sql } from 'kysely';

import type { IntegrationTable, Tables } from '../db/tables.js';
import { objectOf } from '../plugins/json-shape.js';
import type { Integration } from './integration.js';
import { typedOptions } from './options.js';

/** A database, or a transaction of the caller. */
export type Connection = Kysely<Tables> | Transaction<Tables>;

/** A stored integration as its row. */
export type IntegrationRow = Selectable<IntegrationTable>;

/** Any number that nothing else in the database uses. */
const nameLockId = 7_420_003;

/** The table of integrations. */
export const integrationStore = {
  /** All of them, by name. */
  async list(db: Connection): Promise<readonly IntegrationRow[]> {
    return db
      .selectFrom('rollcall.integration')
      .selectAll()
      .orderBy(sql`lower(name)`)
      .orderBy('id')
      .execute();
  },

  /** Those whose id is `text`, or whose name is in any case. */
  async find(db: Connection, text: string): Promise<readonly IntegrationRow[]> {
    return db
      .selectFrom('rollcall.integration')
      .selectAll()
      .where((or) =>
        or.or([or('id', '=', text), or(sql`lower(name)`, '=', sql<string>`lower(${text})`)]),
      )
      .orderBy('id')
      .execute();
  },

  /** The row of an id, held until the transaction ends. */
  async lock(trx: Transaction<Tables>, id: string): Promise<IntegrationRow | undefined> {
    return trx
      .selectFrom('rollcall.integration')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
  },

  /** Nobody else gives an integration a name until the transaction ends. */
  async lockNames(trx: Transaction<Tables>): Promise<void> {
    await sql`SELECT pg_advisory_xact_lock(${nameLockId}::bigint)`.execute(trx);
  },

  /** Whether the plugin is still stored; it stays until the transaction ends. */
  async holdPlugin(trx: Transaction<Tables>, digest: string): Promise<boolean> {
    const row = await trx
      .selectFrom('rollcall.plugin')
      .select('digest')
      .where('digest', '=', digest)
      .forShare()
      .executeTakeFirst();
    return row !== undefined;
  },

  /** Stores a new one. */
  async insert(trx: Transaction<Tables>, row: NewIntegrationRow): Promise<IntegrationRow> {
    const nothing = { tenant_id: null, tenant_name: null, connected: null, tested_at: null };
    return trx
      .insertInto('rollcall.integration')
      .values({ ...row, ...nothing, paused: false })
      .returningAll()
      .executeTakeFirstOrThrow();
  },

  /** Changes one; undefined when it is gone. */
  async update(
    db: Connection,
    id: string,
    change: Updateable<IntegrationTable>,
  ): Promise<IntegrationRow | undefined> {
    return db
      .updateTable('rollcall.integration')
      .set(change)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
  },

  /** Removes one with its secrets, token, lease, runs and checkpoints. */
  async remove(trx: Transaction<Tables>, id: string): Promise<void> {
    await trx.deleteFrom('rollcall.integration').where('id', '=', id).execute();
  },
};

/** What a new row says. */
export interface NewIntegrationRow {
  readonly id: string;
  readonly plugin_id: string;
  readonly plugin_digest: string;
  readonly name: string;
  readonly config: string;
  readonly config_version: number;
  readonly options: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** The integration of a row. */
export function integrationOf(row: IntegrationRow): Integration {
  return {
    id: row.id,
    pluginId: row.plugin_id,
    pluginDigest: row.plugin_digest,
    name: row.name,
    config: row.config,
    options: typedOptions(objectOf(row.options)),
    paused: row.paused,
    ...(row.tenant_id === null ? {} : { tenantId: row.tenant_id }),
    ...(row.tenant_name === null ? {} : { tenantName: row.tenant_name }),
    ...(row.connected === null ? {} : { connected: row.connected }),
    ...(row.tested_at === null ? {} : { testedAt: row.tested_at }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
