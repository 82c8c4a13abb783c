import { RollcallError } from '@rollcall/core';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** An archive of which nothing is believed yet, but that is safe to read. */
export interface OpenPack {
  readonly entries: ReadonlyMap<string, Entry>;
  /** The bytes of a file; ends in an error where they are damaged or more than the entry says. */
  read(entry: Entry): AsyncIterable<Buffer>;
  close(): void;
}

const mostEntries = 100;
/** Data of sign-ins is packed to a tenth or a twentieth; a file that grows more than this is a bomb. */
const mostGrowth = 300;
const alwaysFine = 64 * 1_048_576;
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const methods = [0, 8];

/**
 * Opens a pack; nothing is written to disk, and nothing is inflated yet.
 * @throws `INPUT_INVALID` for what is no whole archive, and for one that no pack can be: paths, names
 *   that occur twice, files that overlap, more data than an honest pack of this size has
 */
export async function openPack(path: string, bytes: number): Promise<OpenPack> {
  const zip = await open(path);
  try {
    const entries = await readEntries(zip, bytes);
    return {
      entries,
      async *read(entry) {
        yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** What was wrong with a file or an archive, in the words of who found it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function open(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      strictFileNames: true,
      validateEntrySizes: true,
    });
  } catch (cause) {
    throw refused(`it is no whole ZIP archive: ${reasonOf(cause)}`, cause);
  }
}

async function readEntries(zip: ZipFile, bytes: number): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  const seen = new Set<string>();
  let packed = 0;
  let unpacked = 0;
  for await (const entry of eachEntry(zip)) {
    const { fileName: name } = entry;
    const shown = JSON.stringify(name.slice(0, 120));
    if (entries.size >= mostEntries) throw refused(`it has more than ${mostEntries} files`);
    if (!plainName.test(name)) throw refused(`${shown} is no plain file name`);
    if (seen.has(name.toLowerCase())) throw refused(`${shown} is in it twice`);
    if (entry.isEncrypted()) throw refused(`${shown} is encrypted`);
    if (!methods.includes(entry.compressionMethod)) throw refused(`${shown} cannot be unpacked`);
    seen.add(name.toLowerCase());
    entries.set(name, entry);
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
  }
  if (packed > bytes) throw refused('its files overlap');
  if (unpacked > Math.max(alwaysFine, bytes * mostGrowth)) {
    throw refused('it would unpack to more than an honest pack of its size');
  }
  return entries;
}

async function* eachEntry(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (cause) {
    throw refused(`its directory is damaged or hostile: ${reasonOf(cause)}`, cause);
  }
}

function refused(what: string, cause?: unknown): RollcallError {
  return new RollcallError('INPUT_INVALID', `this is no evidence pack: ${what}`, {
    hint: 'Ask for the file that Rollcall wrote, and compare its SHA-256 with the one that was kept.',
    ...(cause === undefined ? {} : { cause }),
  });
}
