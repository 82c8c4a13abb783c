import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import { isRollcallError } from '@rollcall/core';
import { extract, type Header, pack } from 'tar-stream';

import {
  invalidPlugin,
  manifestFile,
  type PluginFiles,
  pathProblem,
  pluginLimits,
} from './plugin-files.js';

interface Entry extends AsyncIterable<unknown> {
  readonly header: Header;
}

const inflate = promisify(gunzip);
const deflate = promisify(gzip);

/**
 * Reads a gzipped tar into memory; nothing touches the disk. A single folder around everything, as
 * npm packs it, is taken off.
 * @throws `PLUGIN_INVALID` for links, devices, paths that lead out, names that occur twice, and sizes
 * beyond `pluginLimits`
 */
export async function readArchive(packed: Uint8Array): Promise<PluginFiles> {
  if (packed.byteLength > pluginLimits.packedBytes) {
    throw invalidPlugin(
      'the archive is larger than 20 MiB',
      'Leave out what the manifest does not name.',
    );
  }
  const tar = await unzip(packed);
  const extraction = extract();
  extraction.end(tar);
  try {
    return withoutOuterFolder(await readEntries(extraction));
  } catch (error) {
    if (isRollcallError(error)) throw error;
    throw invalidPlugin('the archive is not a whole tar file', undefined, error);
  }
}

/** Packs files into a gzipped tar: the same files give the same bytes. */
export async function writeArchive(files: PluginFiles): Promise<Buffer> {
  const packing = pack();
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    packing.entry({ name, mode: 0o444, mtime: new Date(0) }, bytes);
  }
  packing.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packing) if (chunk instanceof Buffer) chunks.push(chunk);
  return deflate(Buffer.concat(chunks), { level: 9 });
}

async function unzip(packed: Uint8Array): Promise<Buffer> {
  try {
    // Headers and padding come on top of the files.
    const maxOutputLength = pluginLimits.unpackedBytes + pluginLimits.entries * 1_536 + 10_240;
    return await inflate(packed, { maxOutputLength });
  } catch (error) {
    const isBomb =
      error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isBomb
      ? invalidPlugin('the archive unpacks to more than 64 MiB', undefined, error)
      : invalidPlugin('the archive is not a whole gzip file (.tgz)', undefined, error);
  }
}

async function readEntries(entries: AsyncIterable<Entry>): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const seen = new Set<string>();
  let count = 0;
  let bytes = 0;
  for await (const entry of entries) {
    count += 1;
    if (count > pluginLimits.entries)
      throw invalidPlugin('the archive has more than 2,000 entries');
    const path = checkedPath(entry.header, seen);
    const chunks: Buffer[] = [];
    for await (const chunk of entry) {
      if (!(chunk instanceof Buffer)) continue;
      bytes += chunk.byteLength;
      if (bytes > pluginLimits.unpackedBytes) {
        throw invalidPlugin('the archive unpacks to more than 64 MiB');
      }
      chunks.push(chunk);
    }
    if (entry.header.type !== 'directory') files.set(path, Buffer.concat(chunks));
  }
  return files;
}

function checkedPath(header: Header, seen: Set<string>): string {
  const { name, type } = header;
  const shown = JSON.stringify(name.slice(0, 120));
  if (type !== 'file' && type !== 'directory') {
    throw invalidPlugin(`${shown} in the archive is a ${type}`, onlyFiles);
  }
  const path = name.replace(/^(\.\/)+/, '').replace(/\/$/, '');
  if (type === 'directory' && (path === '' || path === '.')) return path;
  const problem = pathProblem(path);
  if (problem !== undefined) throw invalidPlugin(`${shown} in the archive ${problem}`, onlyFiles);
  // Some file systems take names that differ in case, or in Unicode form, for the same.
  const folded = path.normalize('NFC').toLowerCase();
  if (seen.has(folded)) throw invalidPlugin(`${shown} is in the archive twice`);
  seen.add(folded);
  return path;
}

const onlyFiles = 'Pack only plain files and folders, with paths inside of the archive.';

function withoutOuterFolder(files: Map<string, Buffer>): PluginFiles {
  if (files.has(manifestFile)) return files;
  const [outer] = [...files.keys()][0]?.split('/') ?? [];
  const prefix = `${outer}/`;
  if (![...files.keys()].every((path) => path.startsWith(prefix))) return files;
  return new Map([...files].map(([path, bytes]) => [path.slice(prefix.length), bytes]));
}
