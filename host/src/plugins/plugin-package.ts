import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { type Manifest, RollcallError } from '@rollcall/core';

import { readArchive } from './archive.js';
import { listFolder, readPaths } from './folder.js';
import { objectOf, textOf } from './json-shape.js';
import { readDocument } from './manifest-document.js';
import { faultText, type ManifestFault } from './manifest-fault.js';
import {
  digestOf,
  invalidPlugin,
  manifestFile,
  namedFiles,
  type PluginFiles,
  pluginLimits,
  relevantFiles,
  relevantPaths,
} from './plugin-files.js';
import { requireCompatible } from './rules/version-rules.js';
import { type ManifestCheck, validateManifest } from './validate.js';

/** A plugin that was read whole and found right. */
export interface PluginPackage {
  /** Its manifest. */
  readonly manifest: Manifest;
  /** SHA-256 of its content, hex. */
  readonly digest: string;
  /** The files that make it. */
  readonly files: PluginFiles;
}

/** Where a plugin comes from: the path of a folder or archive, or the bytes of an archive. */
export type PluginSource = string | Uint8Array;

/**
 * Reads a plugin from a folder, from a `.tgz` or `.tar.gz` file, or from the bytes of one.
 * @throws `PLUGIN_INVALID`, `PLUGIN_INCOMPATIBLE`, or `MANIFEST_INVALID` with every fault in `details`
 */
export async function openPackage(source: PluginSource): Promise<PluginPackage> {
  return typeof source === 'string' ? openPath(source) : packageOf(await readArchive(source));
}

async function openPath(path: string): Promise<PluginPackage> {
  const facts = await stat(path).catch((error: unknown) => {
    throw invalidPlugin(
      `there is no plugin at ${path}`,
      'Name a folder with a plugin.json, or a .tgz file.',
      error,
    );
  });
  if (facts.isDirectory()) return openFolder(await realpath(path));
  if (facts.size > pluginLimits.packedBytes)
    throw invalidPlugin('the archive is larger than 20 MiB');
  return packageOf(await readArchive(await readFile(path)));
}

/** Reads a plugin's folder as `openPackage` does, trusting content that `known` has a manifest of. */
export async function openFolder(
  directory: string,
  known: (digest: string) => Manifest | undefined = () => undefined,
): Promise<PluginPackage> {
  await listFolder(directory);
  const files = await readFolder(directory);
  const digest = digestOf(files);
  const manifest = known(digest);
  return manifest === undefined ? packageOf(files) : { manifest, digest, files };
}

/** The digest of the files that make the plugin in a folder, without judging them. */
export async function folderDigest(directory: string): Promise<string> {
  return digestOf(await readFolder(directory));
}

/**
 * Checks a plugin's folder: the manifest, and that what it names is there.
 * @throws `PLUGIN_INVALID` for links and for a folder that cannot be read
 */
export async function validatePluginFolder(directory: string): Promise<ManifestCheck> {
  const facts = await stat(directory).catch((error: unknown) => {
    throw invalidPlugin(
      `there is no folder at ${directory}`,
      'Name the folder with the plugin.json.',
      error,
    );
  });
  if (!facts.isDirectory())
    return checkFiles(await readArchive(await readFile(directory)), manifestFile);
  await listFolder(directory);
  return checkFiles(await readFolder(directory), join(directory, manifestFile));
}

async function readFolder(directory: string): Promise<PluginFiles> {
  const manifest = (await readPaths(directory, [manifestFile])).get(manifestFile);
  if (manifest === undefined) return new Map();
  const { value } = readDocument(manifest.toString('utf8'), manifestFile);
  return readPaths(directory, relevantPaths(value));
}

function checkFiles(files: PluginFiles, file: string): ManifestCheck {
  const text = files.get(manifestFile)?.toString('utf8');
  if (text === undefined) {
    const message = 'There is no plugin.json';
    return { faults: [{ file, line: 1, column: 1, pointer: '', message, expected: 'a manifest' }] };
  }
  const { manifest, faults } = validateManifest(text, file);
  const document = readDocument(text, file);
  const absent = namedFiles(document.value)
    .filter((named) => !files.has(named.file))
    .map((named) =>
      document.place({
        path: named.path,
        message: `There is no file "${named.file}"`,
        expected: 'the path of a file in the folder (build the plugin first)',
      }),
    );
  const all = [...faults, ...absent].sort((a, b) => a.line - b.line || a.column - b.column);
  return manifest === undefined || all.length > 0 ? { faults: all } : { manifest, faults: [] };
}

function packageOf(files: PluginFiles): PluginPackage {
  const { manifest, faults } = checkFiles(files, manifestFile);
  if (manifest === undefined) {
    refuseOtherApi(files);
    throw manifestInvalid(faults);
  }
  const relevant = relevantFiles(manifest, files);
  return { manifest, files: relevant, digest: digestOf(relevant) };
}

/** A manifest for another plugin API may look wrong to this one: which API it is for decides first. */
function refuseOtherApi(files: PluginFiles): void {
  const text = files.get(manifestFile)?.toString('utf8') ?? '';
  const { id, version, apiVersion } = objectOf(readDocument(text, manifestFile).value);
  const range = textOf(apiVersion);
  if (range === undefined) return;
  requireCompatible({ id: textOf(id) ?? '?', version: textOf(version) ?? '?', apiVersion: range });
}

function manifestInvalid(faults: readonly ManifestFault[]): RollcallError {
  const count = faults.length === 1 ? 'a mistake' : `${faults.length} mistakes`;
  const lines = faults.slice(0, 20).map((fault) => `\n  ${faultText(fault)}`);
  return new RollcallError('MANIFEST_INVALID', `the manifest has ${count}:${lines.join('')}`, {
    details: { faults },
  });
}
