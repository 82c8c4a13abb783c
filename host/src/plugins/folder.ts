import { lstat, opendir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { invalidPlugin, type PluginFiles, pluginLimits } from './plugin-files.js';

/** Folders that a plugin's folder may hold and that are never looked into. */
const ignored = new Set(['node_modules', '.git']);

/**
 * Paths of the plain files of a folder, sorted. `node_modules` and `.git` are passed over.
 * @throws `PLUGIN_INVALID` for a link or a device, and beyond 2,000 files
 */
export async function listFolder(directory: string): Promise<readonly string[]> {
  const paths: string[] = [];
  const waiting = [''];
  for (let inner = waiting.pop(); inner !== undefined; inner = waiting.pop()) {
    for await (const entry of await opendir(join(directory, inner))) {
      if (ignored.has(entry.name)) continue;
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile()) paths.push(path);
      else throw invalidPlugin(`"${path}" is a link or a device`, 'Put a plain file in its place.');
      if (paths.length + waiting.length > pluginLimits.entries) {
        throw invalidPlugin('the folder has more than 2,000 files');
      }
    }
  }
  return paths.sort();
}

/** Reads those of `paths` that are there, and refuses links on the way. */
export async function readPaths(directory: string, paths: readonly string[]): Promise<PluginFiles> {
  const files = new Map<string, Buffer>();
  let bytes = 0;
  for (const path of paths) {
    if (!(await isPlainFile(directory, path))) continue;
    const content = await readFile(join(directory, path));
    bytes += content.byteLength;
    if (bytes > pluginLimits.unpackedBytes) throw invalidPlugin('the plugin is larger than 64 MiB');
    files.set(path, content);
  }
  return files;
}

async function isPlainFile(directory: string, path: string): Promise<boolean> {
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length += 1) {
    const inner = parts.slice(0, length).join('/');
    const facts = await lstat(join(directory, inner)).catch(() => undefined);
    if (facts === undefined) return false;
    if (facts.isSymbolicLink()) throw invalidPlugin(`"${inner}" is a link`);
    if (length === parts.length) return facts.isFile() && facts.size <= pluginLimits.unpackedBytes;
  }
  return false;
}
