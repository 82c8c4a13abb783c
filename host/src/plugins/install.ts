import { chmod, mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { RollcallError } from '@rollcall/core';

import { readArchive } from './archive.js';
import { listFolder, readPaths } from './folder.js';
import { digestOf, type PluginFiles } from './plugin-files.js';

/** Where plugins are unpacked, by digest. */
export interface PluginFolders {
  /** The home's folder for them; made when it is missing. */
  readonly root: string;
  /** A random name, for what is not finished yet. */
  readonly randomName: () => string;
}

/**
 * The folder of a plugin's files, unpacked and equal to its digest. Files that somebody changed are
 * replaced. Several processes may call it at once.
 * @throws `PLUGIN_BROKEN` when the archive itself has another digest
 */
export async function unpackedFolder(
  folders: PluginFolders,
  digest: string,
  loadArchive: () => Promise<Uint8Array>,
): Promise<string> {
  const target = join(folders.root, digest);
  if ((await unpackedDigest(target)) === digest) return realpath(target);
  const files = await readArchive(await loadArchive());
  if (digestOf(files) !== digest) {
    throw new RollcallError('PLUGIN_BROKEN', `the stored archive of plugin ${digest} is damaged`, {
      hint: 'Remove the plugin and add it again.',
    });
  }
  const fresh = join(folders.root, `.${digest.slice(0, 16)}-${folders.randomName()}`);
  await writeFiles(fresh, files);
  await putInPlace(fresh, target, digest);
  return realpath(target);
}

/** Deletes the unpacked files of a plugin on this machine. */
export async function deleteUnpacked(folders: PluginFolders, digest: string): Promise<void> {
  await rm(join(folders.root, digest), { recursive: true, force: true });
}

async function unpackedDigest(directory: string): Promise<string | undefined> {
  try {
    return digestOf(await readPaths(directory, await listFolder(directory)));
  } catch {
    // Absent, or changed into something that is no plugin: it is unpacked again.
    return undefined;
  }
}

async function writeFiles(directory: string, files: PluginFiles): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o755 });
  for (const [path, bytes] of files) {
    const target = join(directory, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o755 });
    await writeFile(target, bytes, { flag: 'wx', mode: 0o444 });
    await chmod(target, 0o444);
  }
}

async function putInPlace(fresh: string, target: string, digest: string): Promise<void> {
  try {
    await rename(fresh, target);
    return;
  } catch (error) {
    if ((await unpackedDigest(target)) === digest) {
      // Another process was faster.
      await rm(fresh, { recursive: true, force: true });
      return;
    }
    const stale = `${fresh}.stale`;
    await rename(target, stale).catch(() => undefined);
    await rename(fresh, target).catch((second: unknown) => {
      throw new RollcallError('HOME_UNUSABLE', `cannot unpack a plugin into ${target}`, {
        cause: second ?? error,
      });
    });
    await rm(stale, { recursive: true, force: true });
  }
}
