import { readFile } from 'node:fs/promises';

import { compile } from 'json-schema-to-typescript';

/** The types of a manifest, made from plugin.schema.json. */
export async function manifestTypes(root) {
  const schema = JSON.parse(await readFile(`${root}plugin.schema.json`, 'utf8'));
  return compile(forTypes(schema), 'Manifest', {
    bannerComment: '// Generated from plugin.schema.json by scripts/generate.mjs. Do not edit.',
    additionalProperties: true,
    format: true,
    style: { singleQuote: true, printWidth: 100 },
    strictIndexSignatures: true,
  });
}

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
