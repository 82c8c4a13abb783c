import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { RollcallError } from '@rollcall/core';

import type { Access } from './access.js';

/**
 * Makes the first token when there is none, and keeps it in a file that only the owner may read.
 * @returns the token and the file, or undefined when there were tokens before
 * @throws `HOME_UNUSABLE` when the file cannot be written; the token is then revoked
 */
export async function firstApiToken(
  tokens: Access['tokens'],
  home: string,
): Promise<{ readonly token: string; readonly path: string } | undefined> {
  if ((await tokens.list()).length > 0) return undefined;
  const made = await tokens.add({ name: 'first', scope: 'admin' });
  const path = join(home, 'api-token');
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await writeFile(path, `${made.token}\n`, { mode: 0o600 });
  } catch (cause) {
    await tokens.remove(made.id);
    throw new RollcallError('HOME_UNUSABLE', `the API token cannot be written to ${path}`, {
      cause,
    });
  }
  return { token: made.token, path };
}
