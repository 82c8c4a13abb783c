import { statfs } from 'node:fs/promises';

import { RollcallError } from '@rollcall/core';

/** Gives the bytes that an ordinary user may still write where `path` lies. */
export type FreeBytes = (path: string) => Promise<number>;

/** What a guard watches. */
export interface DiskGuardOptions {
  /** Where the database lies; nothing for a server's, whose disk is not ours to see. */
  readonly folders: readonly string[];
  /** Below so many bytes nothing is collected. */
  readonly minFreeBytes: number;
  /** The file system's own answer when absent. */
  readonly freeBytes?: FreeBytes;
}

const mebibyte = 1_048_576;

/** Stops collecting while the disk still has room for what is under way: a full one stops everything. */
export class DiskGuard {
  readonly #folders: readonly string[];
  readonly #minFreeBytes: number;
  readonly #freeBytes: FreeBytes;

  constructor({ folders, minFreeBytes, freeBytes = freeBytesOf }: DiskGuardOptions) {
    this.#folders = folders;
    this.#minFreeBytes = minFreeBytes;
    this.#freeBytes = freeBytes;
  }

  /** @throws `DISK_FULL` when less is free than there should be */
  async assertRoom(): Promise<void> {
    for (const folder of this.#folders) {
      const free = await this.#freeBytes(folder);
      if (free >= this.#minFreeBytes) continue;
      const [has, needs] = [free, this.#minFreeBytes].map((bytes) => Math.floor(bytes / mebibyte));
      throw new RollcallError('DISK_FULL', `${has} MiB are free at ${folder}, less than ${needs}`);
    }
  }
}

async function freeBytesOf(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
