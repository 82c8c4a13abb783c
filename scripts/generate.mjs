// Writes the files that are made from plugin.schema.json. `--check` only says whether they are up to date.
import { readFile, writeFile } from 'node:fs/promises';

import { compile } from 'json-schema-to-typescript';

const target = new URL('../core/src/plugin/manifest.generated.ts', import.meta.url);
const schema = JSON.parse(
  await readFile(new URL('../plugin.schema.json', import.meta.url), 'utf8'),
);

/** Removes what only forms need, so that the types stay readable. */
function forTypes(node) {
  if (Array.isArray(node)) return node.map(forTypes);
  if (typeof node !== 'object' || node === null) return node;
  const { $id, title, examples, if: _if, allOf, discriminator, minItems, maxItems, ...rest } = node;
  const keptTitle = typeof title === 'object' ? { title: forTypes(title) } : {};
  return {
    ...keptTitle,
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, forTypes(value)])),
  };
}

const types = await compile(forTypes(schema), 'Manifest', {
  bannerComment: '// Generated from plugin.schema.json by scripts/generate.mjs. Do not edit.',
  additionalProperties: true,
  format: true,
  style: { singleQuote: true, printWidth: 100 },
  strictIndexSignatures: true,
});
const text = types;
const present = await readFile(target, 'utf8').catch(() => '');
if (process.argv.includes('--check')) {
  if (present !== text) {
    console.error(
      'core/src/plugin/manifest.generated.ts is out of date: run "node scripts/generate.mjs".',
    );
    process.exit(1);
  }
} else if (present !== text) {
  await writeFile(target, text);
}
