import { RollcallError } from '@rollcall/core';
import type { Entry } from 'yauzl';

import { manifestName, type PackedFile, type PackManifest, parseManifest } from './manifest.js';
import { type OpenPack, openPack, reasonOf } from './read-pack.js';
import { readSeal } from './seal.js';
import { Tally } from './tally.js';

/** Something that is not as it was written. */
export interface PackFault {
  /** Name of the file in the pack; null for the pack as a whole. */
  readonly file: string | null;
  readonly message: string;
}

/** What a look at a pack came to. */
export interface VerifiedPack {
  /** Whether everything is as it was written. */
  readonly verified: boolean;
  readonly sha256: string;
  readonly bytes: number;
  readonly faults: readonly PackFault[];
  /** Null where it could not be read. */
  readonly manifest: PackManifest | null;
}

const mostManifestBytes = 4 * 1_048_576;
const mostCompletenessBytes = 64 * 1_048_576;
const completenessName = 'completeness.json';

/**
 * Checks a pack with nothing but the file: every byte against the seal, every file against the
 * manifest, and what the manifest says of completeness against the spans themselves.
 * @param expected SHA-256 that was kept elsewhere, hex; only that tells a pack that was made anew
 * @throws `NOT_FOUND`; `INPUT_INVALID` for what is no pack, and for hostile archives
 */
export async function verifyPack(path: string, expected?: string): Promise<VerifiedPack> {
  const { sha256, bytes, seal } = await sealOf(path);
  const pack = await openPack(path, bytes);
  try {
    const inside = await checkInside(pack);
    const faults = [...inside.faults];
    if (seal === 'broken') faults.push(whole('a byte of it was changed: its seal is broken'));
    if (seal === 'absent') faults.push(whole('it was packed anew: its seal is missing'));
    if (expected !== undefined && expected.toLowerCase() !== sha256) {
      faults.push(whole(`its SHA-256 is ${sha256}, not ${expected.toLowerCase()}`));
    }
    return { verified: faults.length === 0, sha256, bytes, faults, manifest: inside.manifest };
  } finally {
    pack.close();
  }
}

async function sealOf(path: string): ReturnType<typeof readSeal> {
  try {
    return await readSeal(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    const isMissing = code === 'ENOENT';
    throw new RollcallError(
      isMissing ? 'NOT_FOUND' : 'INPUT_INVALID',
      isMissing ? `there is no file ${path}` : `${path} cannot be read (${code})`,
      { hint: 'Name the evidence pack, a file that ends in .zip.', cause },
    );
  }
}

async function checkInside(
  pack: OpenPack,
): Promise<{ readonly faults: readonly PackFault[]; readonly manifest: PackManifest | null }> {
  const entry = pack.entries.get(manifestName);
  if (!entry) return lost('it is missing');
  const text = await textOf(pack, entry, mostManifestBytes);
  if (typeof text !== 'string') return lost(text.problem);
  const manifest = parseManifest(text);
  if (typeof manifest === 'string') return lost(manifest);
  const faults: PackFault[] = [...namesTwice(manifest.files)];
  for (const file of manifest.files) faults.push(...(await checkFile(pack, file)));
  const known = new Set([manifestName, ...manifest.files.map(({ name }) => name)]);
  for (const name of pack.entries.keys()) {
    if (!known.has(name)) faults.push({ file: name, message: 'it is not in the manifest' });
  }
  faults.push(...(await checkCompleteness(pack, manifest)), ...checkReview(manifest));
  return { faults, manifest };
}

function lost(message: string): { readonly faults: readonly PackFault[]; readonly manifest: null } {
  return { faults: [{ file: manifestName, message }], manifest: null };
}

function namesTwice(files: readonly PackedFile[]): readonly PackFault[] {
  const names = files.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map((file) => ({ file, message: 'the manifest names it twice' }));
}

async function checkFile(pack: OpenPack, told: PackedFile): Promise<readonly PackFault[]> {
  const entry = pack.entries.get(told.name);
  const fault = (message: string): PackFault => ({ file: told.name, message });
  if (!entry) return [fault('it is missing')];
  const tally = new Tally(told.name);
  try {
    for await (const chunk of pack.read(entry)) tally.add(chunk);
  } catch (error) {
    return [fault(`it is damaged: ${reasonOf(error)}`)];
  }
  const found = tally.end();
  const faults: PackFault[] = [];
  if (found.bytes !== told.bytes) {
    faults.push(fault(`it has ${found.bytes} bytes, the manifest says ${told.bytes}`));
  }
  if (found.sha256 !== told.sha256) {
    faults.push(fault(`its content was changed: SHA-256 ${found.sha256}, not ${told.sha256}`));
  }
  if (found.records !== told.records) {
    faults.push(fault(`it has ${found.records} records, the manifest says ${told.records}`));
  }
  return faults;
}

/** What the manifest says of completeness is what the spans in the pack come to. */
async function checkCompleteness(
  pack: OpenPack,
  manifest: PackManifest,
): Promise<readonly PackFault[]> {
  const entry = pack.entries.get(completenessName);
  const fault = (message: string): PackFault[] => [{ file: completenessName, message }];
  // A file that is missing or damaged has been told already.
  if (!entry || !manifest.files.some(({ name }) => name === completenessName)) return [];
  const text = await textOf(pack, entry, mostCompletenessBytes);
  if (typeof text !== 'string') return [];
  const summaries = summariesOf(text);
  if (summaries === undefined) return fault('it cannot be read');
  return JSON.stringify(summaries) === JSON.stringify(manifest.completeness.map(compared))
    ? []
    : fault('it says something else of completeness than the manifest');
}

interface Span {
  readonly stored: number;
  readonly provider: number;
  readonly status: string;
}

function summariesOf(text: string): unknown[] | undefined {
  try {
    const { streams } = JSON.parse(text) as {
      streams: { integrationId: string; stream: string; spans: Span[] }[];
    };
    return streams.map(({ integrationId, stream, spans }) => {
      const gaps = spans.filter(({ status }) => status !== 'complete').length;
      return {
        ...{ integrationId, stream, spans: spans.length, gaps },
        comparedStored: spans.reduce((sum, { stored }) => sum + stored, 0),
        comparedProvider: spans.reduce((sum, { provider }) => sum + provider, 0),
        status: spans.length === 0 ? 'not compared' : gaps === 0 ? 'complete' : 'gap',
      };
    });
  } catch {
    return undefined;
  }
}

function compared(line: PackManifest['completeness'][number]): object {
  const { integrationId, stream, spans, gaps, comparedStored, comparedProvider, status } = line;
  return { integrationId, stream, spans, gaps, comparedStored, comparedProvider, status };
}

function checkReview({ review, files }: PackManifest): readonly PackFault[] {
  if (review === null) return [];
  const { lines, accepted, questioned, revoked } = review;
  const faults: PackFault[] = [];
  if (accepted + questioned + revoked !== lines) {
    faults.push(whole(`decisions do not add up to the ${lines} lines of the review`));
  }
  const packed = files.find(({ name }) => name === 'review.csv')?.records;
  if (packed !== lines) faults.push(whole(`it has ${packed ?? 'no'} lines of ${lines}`));
  return faults;
}

async function textOf(
  pack: OpenPack,
  entry: Entry,
  mostBytes: number,
): Promise<string | { readonly problem: string }> {
  if (entry.uncompressedSize > mostBytes) return { problem: 'it is larger than any honest one' };
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of pack.read(entry)) chunks.push(chunk);
  } catch (error) {
    return { problem: `it is damaged: ${reasonOf(error)}` };
  }
  return Buffer.concat(chunks).toString('utf8');
}

function whole(message: string): PackFault {
  return { file: null, message };
}
