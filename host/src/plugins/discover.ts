import { opendir, realpath } from 'node:fs/promises';
import { join } from 'node:path';

import { type Manifest, toErrorData } from '@rollcall/core';
import { readPaths } from './folder.js';
import { manifestFile } from './plugin-files.js';
import { openFolder, type PluginPackage } from './plugin-package.js';

/** A plugin that comes with Rollcall. */
export interface BundledPlugin extends PluginPackage {
  /** Its folder, without links. */
  readonly directory: string;
}

/** A folder that looks like a plugin and is none. */
export interface PluginProblem {
  /** The folder. */
  readonly directory: string;
  /** What is wrong. */
  readonly message: string;
}

/** What was found on disk. */
export interface Discovery {
  /** The plugins, sorted by id. */
  readonly plugins: readonly BundledPlugin[];
  /** What could not be used; the host goes on without it. */
  readonly problems: readonly PluginProblem[];
}

/**
 * Finds the plugins in the folders of `directory`; one that does not exist holds none. `known` gives
 * the manifest of a content that was found right before: it is not judged again, which is slow.
 */
export async function discoverPlugins(
  directory: string,
  known: (digest: string) => Manifest | undefined = () => undefined,
): Promise<Discovery> {
  const plugins = new Map<string, BundledPlugin>();
  const problems: PluginProblem[] = [];
  for (const folder of await pluginFolders(directory)) {
    try {
      const found = { ...(await openFolder(folder, known)), directory: folder };
      const other = plugins.get(found.manifest.id);
      if (other === undefined) plugins.set(found.manifest.id, found);
      else {
        const message = `${other.directory} has the id "${found.manifest.id}", too`;
        problems.push({ directory: folder, message });
      }
    } catch (error) {
      problems.push({ directory: folder, message: toErrorData(error).message });
    }
  }
  const byId = (a: BundledPlugin, b: BundledPlugin) => (a.manifest.id < b.manifest.id ? -1 : 1);
  return { plugins: [...plugins.values()].sort(byId), problems };
}

async function pluginFolders(directory: string): Promise<readonly string[]> {
  const folders: string[] = [];
  const opened = await opendir(directory).catch(() => undefined);
  if (opened === undefined) return folders;
  for await (const entry of opened) {
    if (!entry.isDirectory() && !entry.isSymbolicLink()) continue;
    const folder = await realpath(join(directory, entry.name)).catch(() => undefined);
    if (folder === undefined) continue;
    const manifest = await readPaths(folder, [manifestFile]).catch(() => new Map());
    if (manifest.size > 0) folders.push(folder);
  }
  return folders.sort();
}
