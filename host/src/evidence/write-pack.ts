import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { ZipFile } from 'yazl';

import { partOf, unwritable } from '../export/part-file.js';
import {
  manifestName,
  type PackContents,
  type PackedFile,
  type PackManifest,
  packFormat,
} from './manifest.js';
import { openSeal, sealing } from './seal.js';
import { Tally } from './tally.js';

/** A file that is to be packed. Its parts are asked for when it is written, one file after the other. */
export interface FileToPack {
  readonly name: string;
  readonly parts: () => AsyncIterable<string> | Iterable<string>;
}

/** A pack that was written. */
export interface WrittenPack {
  readonly sha256: string;
  readonly bytes: number;
  readonly manifest: PackManifest;
}

/**
 * Writes a pack, whole or not at all. The same contents give the same bytes, on any machine with this
 * version of Rollcall. Memory does not grow with the data.
 * @throws `INPUT_INVALID` when the file cannot be written
 */
export async function writePack(
  path: string,
  contents: PackContents,
  files: readonly FileToPack[],
): Promise<WrittenPack> {
  const zip = new ZipFile();
  const packed: PackedFile[] = [];
  let manifest: PackManifest | undefined;
  for (const { name, parts } of files) {
    addStream(zip, name, () => counted(name, parts(), packed));
  }
  addStream(zip, manifestName, () => {
    manifest = { format: packFormat, ...contents, files: packed };
    return [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)];
  });
  zip.end({ comment: openSeal, forceZip64Format: false });
  const whole = await save(zip, path);
  if (!manifest) throw new Error('the pack ended without its manifest');
  return { ...whole, manifest };
}

function addStream(
  zip: ZipFile,
  name: string,
  parts: () => AsyncIterable<Buffer> | Iterable<Buffer>,
): void {
  // A ZIP tells times by the clock on the wall: this one reads the same in every zone.
  const options = { mtime: new Date(2000, 0, 1), forceDosTimestamp: true, mode: 0o100644 };
  zip.addReadStreamLazy(name, options, (ready) => {
    const stream = Readable.from(parts(), { objectMode: false });
    stream.on('error', (error) => zip.emit('error', error));
    ready(null, stream);
  });
}

async function* counted(
  name: string,
  parts: AsyncIterable<string> | Iterable<string>,
  packed: PackedFile[],
): AsyncGenerator<Buffer> {
  const tally = new Tally(name);
  for await (const part of parts) {
    const bytes = Buffer.from(part);
    tally.add(bytes);
    if (bytes.byteLength > 0) yield bytes;
  }
  packed.push(tally.end());
}

async function save(
  zip: ZipFile,
  path: string,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  let whole = { sha256: '', bytes: 0 };
  const archive = new Readable().wrap(zip.outputStream);
  zip.on('error', (error: Error) => archive.destroy(error));
  try {
    const seal = sealing((result) => {
      whole = result;
    });
    await pipeline(archive, seal, createWriteStream(partOf(path)));
    await rename(partOf(path), path);
    return whole;
  } catch (error) {
    await rm(partOf(path), { force: true });
    throw unwritable(error, path);
  }
}
