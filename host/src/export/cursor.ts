import { readFile, rename, writeFile } from 'node:fs/promises';

import { RollcallError } from '@rollcall/core';

/** Longer than any batch takes to commit, and than the clocks of hosts differ. */
const overlapMs = 10 * 60_000;

/**
 * Since when an export has to read: a little before the last one with this file began, so that what was
 * being stored at that time is in the next one. A record may come twice, none is left out. `undefined`
 * when there is no file yet.
 * @throws `INPUT_INVALID` when the file is no cursor
 */
export async function readCursor(file: string): Promise<Date | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw notACursor(file, error);
  });
  if (text === undefined) return undefined;
  const at = Date.parse(text.trim());
  if (Number.isNaN(at)) throw notACursor(file, undefined);
  return new Date(at - overlapMs);
}

/** Keeps when an export began, once all of it is written. */
export async function writeCursor(file: string, at: Date): Promise<void> {
  await writeFile(`${file}.part`, `${at.toISOString()}\n`);
  await rename(`${file}.part`, file);
}

function notACursor(file: string, cause: unknown): RollcallError {
  return new RollcallError('INPUT_INVALID', `${file} is no cursor of an export`, {
    hint: 'Name the file of an earlier export, or one that does not exist to export everything.',
    cause,
  });
}
