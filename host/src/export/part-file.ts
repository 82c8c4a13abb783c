import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';

import { RollcallError } from '@rollcall/core';

/** A text file that has its name only once it is whole. */
export class PartFile {
  readonly #file: string;
  readonly #stream: WriteStream;

  private constructor(file: string, stream: WriteStream) {
    this.#file = file;
    this.#stream = stream;
  }

  /** Opens a file; one of the same name stays until this one is whole. */
  static async open(file: string): Promise<PartFile> {
    const stream = createWriteStream(partOf(file));
    await once(stream, 'open');
    return new PartFile(file, stream);
  }

  /** Writes, no faster than the disk takes it. */
  async write(text: string): Promise<void> {
    if (!this.#stream.write(text)) await once(this.#stream, 'drain');
  }

  /** Gives the file its name. */
  async finish(): Promise<void> {
    this.#stream.end();
    await finished(this.#stream);
    await rename(partOf(this.#file), this.#file);
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    this.#stream.destroy();
    await rm(partOf(this.#file), { force: true });
  }
}

/** The name of a file that is not whole yet. */
export function partOf(file: string): string {
  return `${file}.part`;
}

/** Makes a folder. @throws `INPUT_INVALID` when it cannot be written to */
export async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw unwritable(error, directory);
  }
}

const fileErrors = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'],
  ...['ENOSPC', 'EISDIR', 'EDQUOT', 'ENOENT'],
]);

/** An error of the file system as one that names the folder; others as they are. */
export function unwritable(error: unknown, directory: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!fileErrors.has(code)) return error;
  return new RollcallError('INPUT_INVALID', `${directory} cannot be written to (${code})`, {
    hint: 'Name a folder that you can write to, on a disk with space, with --out.',
    cause: error,
  });
}
