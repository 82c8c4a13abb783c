import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';

const core = fileURLToPath(new URL('../..', import.meta.url));
const blocks = [...(await readFile(join(core, 'README.md'), 'utf8')).matchAll(codeBlock())];
// inside this package, so that its own name can be imported as a plugin would
await mkdir(join(core, 'dist'), { recursive: true });
const folder = await mkdtemp(join(core, 'dist', 'readme-'));

function codeBlock() {
  return /^```\w+ (\S+)\n(.*?)^```/gms;
}

afterAll(() => rm(folder, { recursive: true }));

describe('the first page for authors', () => {
  it('shows a plugin of at most 40 lines that passes the test it shows', async () => {
    for (const [, name = '', text = ''] of blocks) {
      await mkdir(join(folder, 'src'), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    await writeFile(
      join(folder, 'src/run.ts'),
      `${blocks.find(([, name]) => name === 'src/index.test.ts')?.[2]}\nexport { run };`,
    );
    const outfile = join(folder, 'run.mjs');

    await build({
      entryPoints: [join(folder, 'src/run.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['source'],
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
      outfile,
    });
    const { run } = await import(pathToFileURL(outfile).href);

    const plugin = blocks.find(([, name]) => name === 'src/index.ts')?.[2] ?? '';
    expect(plugin.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    expect(run.records.accounts.map((record: { id: string }) => record.id)).toEqual(['1', '2']);
  });
});
