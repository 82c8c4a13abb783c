import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type ConsoleScene, setConsoleScene } from './support/console-scene.js';

const built = fileURLToPath(new URL('../../host/dist/console', import.meta.url));
const kib = 1024;
let set: ConsoleScene;

beforeAll(async () => {
  set = await setConsoleScene();
  await set.addIntegration();
});

afterAll(() => set?.[Symbol.asyncDispose]());

async function gzippedKib(file: string): Promise<number> {
  return gzipSync(await readFile(file)).length / kib;
}

describe('the scripts of the console', () => {
  it('begin with an entry of at most 215 KiB, gzipped', async () => {
    const page = await readFile(join(built, 'index.html'), 'utf8');
    const entry = /<script[^>]* src="\/?([^"]+)"/.exec(page)?.[1] ?? 'none';

    expect(await gzippedKib(join(built, entry))).toBeLessThanOrEqual(215);
  });

  it('come to at most 300 KiB, gzipped, for the first page', async () => {
    const context = await set.signedIn();
    const page = await context.newPage();
    const loaded = new Set<string>();
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js')) loaded.add(pathname);
    });

    await page.goto('/integrations');
    await page.getByRole('link', { name: 'Acme' }).first().waitFor();
    await context.close();

    const sizes = await Promise.all([...loaded].map((path) => gzippedKib(join(built, path))));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(loaded.size).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(300);
  });

  it('make no code from text, which the policy forbids', async () => {
    const folder = join(built, 'assets');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));

    const making: string[] = [];
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8');
      if (/\bnew Function\(|(?<![.\w$])eval\(/.test(text)) making.push(name);
    }

    expect(names.length).toBeGreaterThan(10);
    expect(making).toEqual([]);
  });
});
