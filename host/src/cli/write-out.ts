import { rename, rm, writeFile } from 'node:fs/promises';

import { RollcallError } from '@rollcall/core';

/**
 * Writes a file whole: it has the new text or the one that it had before.
 * @throws `INPUT_INVALID` when it cannot be written
 */
export async function writeOut(path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  try {
    await writeFile(part, text);
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new RollcallError('INPUT_INVALID', `${path} cannot be written (${reason})`, {
      hint: 'Name a file in a folder that exists and that you can write to.',
      cause,
    });
  }
}
