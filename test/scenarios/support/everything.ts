import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect } from 'vitest';

import type { Scene } from './scene.js';

/**
 * Checks that every account and sign-in of the org is stored once, and nothing else; with a name,
 * among what that integration collected.
 */
export async function expectEverythingOnce(scene: Scene, name?: string): Promise<void> {
  const out = join(scene.folder, 'everything');
  await scene.rollcall.json([
    ...['export', '--entity', 'sign_in', '--entity', 'account', '--out', out],
    ...(name === undefined ? [] : ['--integration', name]),
  ]);
  const files = { sign_ins: 'LoginHistory', accounts: 'User' };
  for (const [file, object] of Object.entries(files)) {
    const ids = idsIn(await readFile(join(out, `${file}.ndjson`), 'utf8'));
    expect(new Set(ids)).toEqual(scene.org.truth.ids(object));
    expect(ids.length).toBe(new Set(ids).size);
  }
}

function idsIn(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { id }: { readonly id: string } = JSON.parse(line);
    return id;
  });
}
