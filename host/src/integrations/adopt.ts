import type { Manifest } from '@rollcall/core';
import type { Kysely } from 'kysely';
import semver from 'semver';

import type { Tables } from '../db/tables.js';
import { isCompatible } from '../plugins/rules/version-rules.js';
import { type PluginRow, pluginStore } from '../plugins/store.js';
import { preparedFaults } from './config.js';
import { secretOrigin } from './destinations.js';
import { configVersion, migrateConfig, migrateSecretName } from './migrate-config.js';
import { withDefaults } from './prepare-config.js';
import { type Connection, type IntegrationRow, integrationStore } from './store.js';

interface SecretNames {
  listFields(integrationId: string): Promise<readonly string[]>;
}

/** What an integration becomes under another version of its plugin. */
export interface Adoption {
  readonly config: Readonly<Record<string, unknown>>;
  readonly configVersion: number;
}

/** A stored integration that may move. */
export interface Movable {
  readonly config: Readonly<Record<string, unknown>>;
  readonly configVersion: number;
  readonly secretNames: readonly string[];
}

/**
 * Whether an integration may follow its bundled plugin from one version to the next, and what its
 * config then is. Only within a major version, and only where no person is needed: the migrated
 * config is right, and the same secrets go to the same origins. Undefined otherwise.
 */
export function planAdoption(
  from: Manifest,
  to: Manifest,
  { config, configVersion: version, secretNames }: Movable,
): Adoption | undefined {
  if (semver.major(from.version) !== semver.major(to.version)) return undefined;
  if (!isCompatible(to.apiVersion) || configVersion(to) < version) return undefined;
  const migrated = withDefaults(to, migrateConfig(to, config, version));
  const keepsNames = secretNames.every((name) => migrateSecretName(to, name, version) === name);
  if (!keepsNames || secretOrigin(from, config) !== secretOrigin(to, migrated)) return undefined;
  if (preparedFaults(to, { config: migrated, secrets: {} }, secretNames).length > 0)
    return undefined;
  return { config: migrated, configVersion: configVersion(to) };
}

/**
 * Moves every integration whose bundled plugin has a newer active version, then drops the versions
 * that nobody uses. Gives the names of those that stay behind: they run the version that they had,
 * which the database keeps.
 */
export async function adoptBundled(
  db: Kysely<Tables>,
  secrets: SecretNames,
  now: Date,
): Promise<readonly string[]> {
  const stored = await pluginStore.find(db, {});
  const byDigest = new Map(stored.map((plugin) => [plugin.digest, plugin]));
  const active = new Map(stored.flatMap((row) => (row.active ? [[row.plugin_id, row]] : [])));
  const stay: string[] = [];
  for (const row of await integrationStore.list(db)) {
    const from = byDigest.get(row.plugin_digest);
    const to = active.get(row.plugin_id);
    if (from === undefined || to === undefined || !isSuccession(from, to)) continue;
    const movable = {
      config: row.config,
      configVersion: row.config_version,
      secretNames: await secrets.listFields(row.id),
    };
    const adoption = planAdoption(from.manifest, to.manifest, movable);
    if (adoption === undefined) stay.push(row.name);
    else await move(db, { row, digest: to.digest, adoption, now });
  }
  if (stored.some((row) => row.source === 'bundled' && !row.active)) {
    await pluginStore.locked(db, (trx) => pluginStore.removeUnused(trx));
  }
  return stay;
}

function isSuccession(from: PluginRow, to: PluginRow): boolean {
  return from.digest !== to.digest && from.source === 'bundled' && to.source === 'bundled';
}

async function move(db: Connection, { row, digest, adoption, now }: Move): Promise<void> {
  // Nothing happens when a person or another process changed it meanwhile.
  await db
    .updateTable('rollcall.integration')
    .set({
      plugin_digest: digest,
      config: JSON.stringify(adoption.config),
      config_version: adoption.configVersion,
      updated_at: now,
    })
    .where('id', '=', row.id)
    .where('plugin_digest', '=', row.plugin_digest)
    .where('updated_at', '=', row.updated_at)
    .execute();
}

interface Move {
  readonly row: IntegrationRow;
  readonly digest: string;
  readonly adoption: Adoption;
  readonly now: Date;
}
