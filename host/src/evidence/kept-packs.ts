import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { ReportPeriod } from '../reports/make-report.js';
import type { Review } from '../reviews/review.js';
import type { PackHost } from './pack-parts.js';
import { type MadeReviewPack, makeReviewPack, type ReviewPackHost } from './review-pack.js';
import { writeSignInPack } from './sign-in-pack.js';
import type { WrittenPack } from './write-pack.js';

/** Where packs are kept until another one of the same subject is made. */
interface Home {
  readonly home: string;
}

/** A pack that lies in the home. */
export interface KeptPack {
  readonly path: string;
  readonly bytes: number;
}

const signIns = 'sign-ins';

/** Makes the pack of a completed review and keeps it in the home. Throws what `makeReviewPack` throws. */
export async function makeKeptPack(
  host: ReviewPackHost & Home,
  idOrPrefix: string,
  by: string,
): Promise<MadeReviewPack> {
  const path = await newPath(host);
  const made = await makeReviewPack(host, idOrPrefix, { by, pathOf: async () => path });
  await keep(host, path, made.review.id, made.pack.sha256);
  return made;
}

/** Makes the pack of a period's sign-ins and keeps it in the home. Throws what `writeSignInPack` throws. */
export async function makeKeptSignInPack(
  host: PackHost & Home,
  period: ReportPeriod,
): Promise<WrittenPack> {
  const path = await newPath(host);
  const written = await writeSignInPack(path, host, period);
  await keep(host, path, signIns, written.sha256);
  return written;
}

/** The file of a review's latest pack, where this host has it: one of the command line is elsewhere. */
export async function keptPack(
  host: Home,
  { id, pack }: Pick<Review, 'id' | 'pack'>,
): Promise<KeptPack | undefined> {
  return pack === null ? undefined : kept(host, id, pack.sha256);
}

/** The pack of sign-ins with this SHA-256, where it is the one that was made last. */
export function keptSignInPack(host: Home, sha256: string): Promise<KeptPack | undefined> {
  return kept(host, signIns, sha256);
}

async function kept(host: Home, subject: string, sha256: string): Promise<KeptPack | undefined> {
  const path = join(folderOf(host), nameOf(subject, sha256));
  try {
    return { path, bytes: (await stat(path)).size };
  } catch {
    // Whatever keeps it from being read: it is not here to be fetched.
    return undefined;
  }
}

/** Nobody waits longer for a pack: what is older was cut off, by a crash or a power cut. */
const longestMs = 86_400_000;

/** A name of its own for a pack that is being made: two may be made at once. */
async function newPath(host: Pick<PackHost, 'clock'> & Home): Promise<string> {
  const folder = folderOf(host);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    if (name.endsWith('.zip')) continue;
    const made = await stat(join(folder, name)).catch(() => undefined);
    const isLeft = made !== undefined && host.clock.now().getTime() - made.mtimeMs > longestMs;
    if (isLeft) await rm(join(folder, name), { force: true });
  }
  return join(folder, `${randomUUID()}.new`);
}

/** Puts a pack that was made in the place of the subject's earlier one. */
async function keep(host: Home, path: string, subject: string, sha256: string): Promise<void> {
  const folder = folderOf(host);
  const name = nameOf(subject, sha256);
  await rename(path, join(folder, name));
  for (const other of await readdir(folder)) {
    if (other.startsWith(`${subject}-`) && other !== name) {
      await rm(join(folder, other), { force: true });
    }
  }
}

function folderOf({ home }: Home): string {
  return join(home, 'evidence');
}

function nameOf(subject: string, sha256: string): string {
  return `${subject}-${sha256}.zip`;
}
