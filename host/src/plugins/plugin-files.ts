import { createHash } from 'node:crypto';

import { RollcallError } from '@rollcall/core';

import { listOf, objectOf, textOf } from './json-shape.js';
import type { JsonPath } from './manifest-fault.js';

/** The files of a plugin by path in its folder, `/` between the parts. */
export type PluginFiles = ReadonlyMap<string, Buffer>;

/** Bounds of a plugin. */
export const pluginLimits = {
  /** Largest archive, in bytes. */
  packedBytes: 20 * 1024 * 1024,
  /** Largest sum of its files, in bytes. */
  unpackedBytes: 64 * 1024 * 1024,
  /** Most entries of an archive, or files of a folder. */
  entries: 2_000,
} as const;

/** Name of the manifest's file. */
export const manifestFile = 'plugin.json';
const companions = ['README.md', 'LICENSE', 'price-book.json'];

/** A file that a manifest names, and where it does. */
export interface NamedFile {
  /** Path in the plugin's folder. */
  readonly file: string;
  /** Where the manifest names it. */
  readonly path: JsonPath;
}

/** The files that a manifest names: entry, icon, pictures of the guide. Paths that lead out are left out. */
export function namedFiles(manifest: unknown): readonly NamedFile[] {
  const { entry, icon, setup } = objectOf(manifest);
  const named: (readonly [unknown, JsonPath])[] = [
    [entry, ['entry']],
    [icon, ['icon']],
    ...listOf(setup).map(
      (step, index) => [objectOf(step).picture, ['setup', index, 'picture']] as const,
    ),
  ];
  return named.flatMap(([file, path]) => {
    const text = textOf(file);
    return text === undefined || pathProblem(text) !== undefined ? [] : [{ file: text, path }];
  });
}

/**
 * The files that make a plugin, sorted: its manifest, what that names, README.md and LICENSE.
 * Everything else of a folder or archive (sources, tests, `node_modules`) is neither hashed nor kept.
 */
export function relevantPaths(manifest: unknown): readonly string[] {
  const named = namedFiles(manifest).map(({ file }) => file);
  return [...new Set([manifestFile, ...named, ...companions])].sort();
}

/** Only the files that make the plugin. */
export function relevantFiles(manifest: unknown, files: PluginFiles): PluginFiles {
  return new Map(
    relevantPaths(manifest).flatMap((path) => {
      const bytes = files.get(path);
      return bytes === undefined ? [] : [[path, bytes] as const];
    }),
  );
}

/** SHA-256 over paths, sizes and bytes in the order of the paths, hex. Names the content for ever. */
export function digestOf(files: PluginFiles): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${bytes.byteLength}\0`);
    hash.update(bytes);
  }
  return hash.digest('hex');
}

/** Why a path may not be unpacked; undefined when it stays in the folder. */
export function pathProblem(path: string): string | undefined {
  if (path === '' || path.length > 255) return 'has no usable name';
  if (/[\0-\x1f\x7f\\:]/.test(path)) return 'has a name with a character that is not allowed';
  if (path.startsWith('/')) return 'has an absolute path';
  const parts = path.split('/');
  if (parts.includes('..')) return 'leads out of the folder';
  if (parts.some((part) => part === '' || part === '.')) return 'has no usable name';
  return undefined;
}

/** Refuses a package as a whole. */
export function invalidPlugin(message: string, hint?: string, cause?: unknown): RollcallError {
  return new RollcallError('PLUGIN_INVALID', message, { hint, cause });
}
