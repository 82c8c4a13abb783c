// Writes the files that are made from others. `--check` only says whether they are up to date.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { apiTypes } from './generate/api-types.mjs';
import { manifestTypes } from './generate/manifest-types.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const isCheck = process.argv.includes('--check');

const targets = [
  { path: 'core/src/plugin/manifest.generated.ts', make: manifestTypes },
  { path: 'host/console/src/api/paths.generated.ts', make: apiTypes },
];

for (const { path, make } of targets) {
  const text = await make(root);
  const present = await readFile(`${root}${path}`, 'utf8').catch(() => '');
  if (present === text) continue;
  if (isCheck) {
    console.error(`${path} is out of date: run "node scripts/generate.mjs".`);
    process.exitCode = 1;
  } else {
    await writeFile(`${root}${path}`, text);
  }
}
