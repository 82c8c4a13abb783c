import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { runQuietly } from './child.mjs';
import { places } from './places.mjs';
import { SetupError, say, since } from './say.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const inputs = [
  'core',
  'host',
  'plugins',
  'test',
  'scripts/build.mjs',
  'tsconfig.json',
  'plugin.schema.json',
];

/** Whether what was built last came from the sources as they are now, and is still there. */
export function isBuilt() {
  const { build } = readStamp();
  if (!build || build.sources !== digestOfSources()) return false;
  return build.results.every((path) => existsSync(join(places.root, path)));
}

/**
 * Bundles host, core, plugins and the test tools.
 * @throws SetupError with the bundler's own words
 */
export async function build(node) {
  const startedAtMs = Date.now();
  const sources = digestOfSources();
  const script = join(places.root, 'scripts', 'build.mjs');
  const { status, output } = await runQuietly(node, [script], { cwd: places.root });
  if (status !== 0) throw new SetupError(`the build failed:\n${output}`);
  writeStamp({ build: { sources, results: filesUnder('.', isResult) } });
  say(`built in ${since(startedAtMs)}`);
}

function digestOfSources() {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap((input) => filesUnder(input, isSource))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(places.root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function isSource(path) {
  return !/(^|\/)dist\/|\.i?test\.tsx?$|\.md$/.test(path);
}

function isResult(path) {
  return /^(core|host|plugins\/[^/]+|test)\/dist\//.test(path) && !path.endsWith('.tmp');
}

function filesUnder(path, wanted) {
  const full = join(places.root, path);
  if (!existsSync(full)) return [];
  if (/\.\w+$/.test(path) && wanted(path)) return [path];
  return readdirSync(full, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .flatMap((entry) => {
      const inside = path === '.' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) return filesUnder(inside, wanted);
      return entry.isFile() && wanted(inside) ? [inside] : [];
    })
    .sort();
}
