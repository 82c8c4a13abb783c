import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { Review } from '../reviews/review.js';
import { type MadeReviewPack, makeReviewPack, type ReviewPackHost } from './review-pack.js';

/** A host with a home, where packs are kept until another one of the same review is made. */
interface KeepingHost extends ReviewPackHost {
  readonly home: string;
}

/** Makes the pack of a completed review and keeps it in the home. Throws what `makeReviewPack` throws. */
export async function makeKeptPack(
  host: KeepingHost,
  idOrPrefix: string,
  by: string,
): Promise<MadeReviewPack> {
  const folder = folderOf(host);
  const made = await makeReviewPack(host, idOrPrefix, {
    by,
    pathOf: async ({ id }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return join(folder, `${id}.new`);
    },
  });
  const { review, pack } = made;
  const name = nameOf(review.id, pack.sha256);
  await rename(join(folder, `${review.id}.new`), join(folder, name));
  for (const other of await readdir(folder)) {
    if (other.startsWith(`${review.id}-`) && other !== name) await rm(join(folder, other));
  }
  return made;
}

/** The file of a review's latest pack, where this host has it: one of the command line is elsewhere. */
export async function keptPack(
  host: Pick<KeepingHost, 'home'>,
  { id, pack }: Pick<Review, 'id' | 'pack'>,
): Promise<{ readonly path: string; readonly bytes: number } | undefined> {
  if (pack === null) return undefined;
  const path = join(folderOf(host), nameOf(id, pack.sha256));
  try {
    return { path, bytes: (await stat(path)).size };
  } catch {
    // Whatever keeps it from being read: it is not here to be fetched.
    return undefined;
  }
}

function folderOf({ home }: Pick<KeepingHost, 'home'>): string {
  return join(home, 'evidence');
}

function nameOf(id: string, sha256: string): string {
  return `${id}-${sha256}.zip`;
}
