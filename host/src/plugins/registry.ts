import { type Clock, type Manifest, RollcallError } from '@rollcall/core';

import type { Database } from '../db/database.js';
import { latest, takesOver } from './active-choice.js';
import { writeArchive } from './archive.js';
import { type BundledPlugin, discoverPlugins, type PluginProblem } from './discover.js';
import { deleteUnpacked, type PluginFolders, unpackedFolder } from './install.js';
import { nearest } from './nearest.js';
import {
  folderDigest,
  openPackage,
  type PluginPackage,
  type PluginSource,
} from './plugin-package.js';
import { requireCompatible } from './rules/version-rules.js';
import { type PluginRow, pluginStore } from './store.js';

/** A plugin that this database knows. */
export interface InstalledPlugin {
  /** SHA-256 of its content, hex. */
  readonly digest: string;
  /** Its manifest. */
  readonly manifest: Manifest;
  /** Whether it comes with Rollcall or a person added it. */
  readonly source: 'bundled' | 'added';
  /** Whether an administrator accepted that it runs without a sandbox of its own. */
  readonly riskAccepted: boolean;
  /** Whether new integrations use it. */
  readonly active: boolean;
  /**
   * Its folder on this machine, whose content was compared with the digest just now.
   * @throws `PLUGIN_INCOMPATIBLE` when this host has another plugin API; `PLUGIN_BROKEN`
   */
  directory(): Promise<string>;
}

/** What is shown of a plugin before it is added. */
export interface PluginInspection {
  /** Its manifest. */
  readonly manifest: Manifest;
  /** SHA-256 of its content, hex. */
  readonly digest: string;
  /** The origins that it may reach, as templates over the config. */
  readonly hosts: readonly string[];
  /** The extra rights that it wants, with their reasons. */
  readonly permissions: NonNullable<Manifest['permissions']>;
}

/** What the registry needs. */
export interface RegistryParts {
  readonly database: Pick<Database, 'db'>;
  /** Folder whose folders are the bundled plugins. */
  readonly bundledFolder: string;
  /** Where added plugins are unpacked. */
  readonly folders: PluginFolders;
  readonly clock: Pick<Clock, 'now'>;
}

/** How a plugin is added. */
export interface AddOptions {
  /** Whether the administrator accepted that the plugin's process has no namespaces of its own. */
  readonly acceptRisk: boolean;
  /** The isolation that this machine gives. */
  readonly level: 'strong' | 'flags';
}

/** The plugins of a database: the active one of each id, and every digest that an integration pins. */
export class PluginRegistry {
  readonly #parts: RegistryParts;
  /** Folders of the bundled plugins by digest. */
  readonly #bundled = new Map<string, string>();

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  /**
   * Makes the bundled plugins on disk known to the database. Called once, when the host opens.
   * Gives the folders that could not be used: the host works without them.
   */
  async sync(): Promise<readonly PluginProblem[]> {
    const rows = await pluginStore.find(this.#db, {});
    const manifests = new Map(rows.map(({ digest, manifest }) => [digest, manifest]));
    const { bundledFolder } = this.#parts;
    const { plugins, problems } = await discoverPlugins(bundledFolder, (digest) =>
      manifests.get(digest),
    );
    for (const plugin of plugins) {
      this.#bundled.set(plugin.digest, plugin.directory);
      const isKnown = manifests.has(plugin.digest);
      const active = rows.find((row) => row.active && row.plugin_id === plugin.manifest.id);
      if (!isKnown || takesOver(candidate(plugin), active)) await this.#store(plugin);
    }
    return problems;
  }

  /** The active plugins, by id. */
  async list(): Promise<readonly InstalledPlugin[]> {
    const rows = await pluginStore.find(this.#db, { active: true });
    return rows.map((row) => this.#installed(row));
  }

  /**
   * The plugin that new integrations of `id` use.
   * @throws `NOT_FOUND` with the nearest id
   */
  async get(id: string): Promise<InstalledPlugin> {
    const [row] = await pluginStore.find(this.#db, { id, active: true });
    if (row !== undefined) return this.#installed(row);
    const ids = (await this.list()).map(({ manifest }) => manifest.id);
    const near = nearest(id, ids);
    throw new RollcallError('NOT_FOUND', `there is no plugin "${id}"`, {
      hint:
        near === undefined ? `There are: ${ids.join(', ') || 'none'}.` : `Did you mean "${near}"?`,
    });
  }

  /**
   * The plugin of a digest, as an integration pins it.
   * @throws `NOT_FOUND`
   */
  async byDigest(digest: string): Promise<InstalledPlugin> {
    const [row] = await pluginStore.find(this.#db, { digest });
    if (row !== undefined) return this.#installed(row);
    throw new RollcallError('NOT_FOUND', `the plugin with digest ${digest} is not installed`, {
      hint: 'Add the plugin again with "rollcall plugin add".',
    });
  }

  /** What adding the folder or archive would install. Throws as `openPackage` does. */
  async inspect(source: PluginSource): Promise<PluginInspection> {
    const { manifest, digest } = await openPackage(source);
    const hosts = manifest.egress.map(({ origin }) => origin);
    return { manifest, digest, hosts, permissions: manifest.permissions ?? [] };
  }

  /**
   * Adds a plugin from a folder or archive; new integrations then use it. The same content again
   * changes nothing.
   * @throws `PLUGIN_NOT_ACCEPTED` at level `flags` without `acceptRisk`, and as `openPackage` does
   */
  async add(source: PluginSource, options: AddOptions): Promise<InstalledPlugin> {
    const found = await openPackage(source);
    const archive = await writeArchive(found.files);
    return pluginStore.locked(this.#db, async (trx) => {
      const { digest, manifest } = found;
      const [known] = await pluginStore.find(trx, { digest });
      const isAccepted = known?.source === 'bundled' || known?.risk_accepted_at != null;
      if (options.level === 'flags' && !isAccepted && !options.acceptRisk) throw notAccepted(found);
      const now = this.#parts.clock.now();
      const riskAcceptedAt = options.acceptRisk ? now : null;
      const plugin = { digest, manifest, archive, riskAcceptedAt, installedAt: now };
      await pluginStore.insert(trx, { ...plugin, source: 'added' });
      if (!isAccepted && options.acceptRisk) await pluginStore.acceptRisk(trx, digest, now);
      if (known?.active !== true) await pluginStore.activate(trx, manifest.id, digest);
      const [row] = await pluginStore.find(trx, { digest });
      if (row === undefined) throw new Error(`plugin ${digest} vanished while it was added`);
      return this.#installed(row);
    });
  }

  /**
   * Removes every added version of a plugin; a bundled one of that id is then used again.
   * @throws `PLUGIN_IN_USE` with the names of the integrations; `NOT_FOUND`; `USAGE_INVALID` for a
   * plugin that comes with Rollcall
   */
  async remove(id: string): Promise<void> {
    await this.get(id);
    const removed = await pluginStore.locked(this.#db, async (trx) => {
      const rows = await pluginStore.find(trx, { id });
      const added = rows.filter(({ source }) => source === 'added').map(({ digest }) => digest);
      if (added.length === 0) throw bundled(id);
      // Deleting first makes an integration that is being added wait for us, and then fail.
      await pluginStore.remove(trx, added);
      const users = await pluginStore.users(trx, added);
      if (users.length > 0) throw inUse(id, users);
      const rest = rows.filter(({ source }) => source === 'bundled');
      const next = latest(rest);
      if (next !== undefined) await pluginStore.activate(trx, id, next.digest);
      return added;
    });
    for (const digest of removed) await deleteUnpacked(this.#parts.folders, digest);
  }

  get #db(): Database['db'] {
    return this.#parts.database.db;
  }

  async #store(plugin: BundledPlugin): Promise<void> {
    // Kept in the database, too: a host without this version on disk still runs what is pinned to it.
    const archive = await writeArchive(plugin.files);
    const { digest, manifest } = plugin;
    await pluginStore.locked(this.#db, async (trx) => {
      const installedAt = this.#parts.clock.now();
      const row = { digest, manifest, archive, riskAcceptedAt: null, installedAt };
      await pluginStore.insert(trx, { ...row, source: 'bundled' });
      const [active] = await pluginStore.find(trx, { id: manifest.id, active: true });
      if (takesOver(candidate(plugin), active)) {
        await pluginStore.activate(trx, manifest.id, digest);
      }
    });
  }

  #installed(row: PluginRow): InstalledPlugin {
    const { digest, manifest, source, active } = row;
    return {
      digest,
      manifest,
      source,
      active,
      riskAccepted: row.risk_accepted_at !== null,
      directory: () => this.#directory(digest, manifest),
    };
  }

  async #directory(digest: string, manifest: Manifest): Promise<string> {
    requireCompatible(manifest);
    const onDisk = this.#bundled.get(digest);
    if (onDisk !== undefined) {
      const present = await folderDigest(onDisk).catch(() => undefined);
      if (present === digest) return onDisk;
    }
    return unpackedFolder(this.#parts.folders, digest, async () => {
      const archive = await pluginStore.archive(this.#db, digest);
      if (archive !== undefined) return archive;
      throw new RollcallError('PLUGIN_BROKEN', `the files of plugin ${manifest.id} are gone`, {
        hint: 'Add the plugin again with "rollcall plugin add".',
      });
    });
  }
}

function candidate({ digest, manifest }: PluginPackage) {
  return { digest, version: manifest.version, source: 'bundled' as const };
}

function notAccepted({ manifest }: PluginPackage): RollcallError {
  const hosts = manifest.egress.map(({ origin }) => origin).join(', ');
  const rights = (manifest.permissions ?? []).map(({ id }) => `, with the right ${id}`).join('');
  return new RollcallError(
    'PLUGIN_NOT_ACCEPTED',
    `"${manifest.name}" by ${manifest.publisher} wants to reach ${hosts}${rights}; on this machine its process can be held back by Node's permission model only`,
  );
}

function bundled(id: string): RollcallError {
  return new RollcallError('USAGE_INVALID', `the plugin "${id}" comes with Rollcall and stays`, {
    hint: 'Remove its integrations instead; without them it does nothing.',
  });
}

function inUse(id: string, users: readonly string[]): RollcallError {
  const names = users.map((name) => `"${name}"`).join(', ');
  return new RollcallError('PLUGIN_IN_USE', `the plugin "${id}" is used by ${names}`, {
    hint: 'Remove these integrations first, with "rollcall integration remove".',
  });
}
