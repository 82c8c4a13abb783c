import { globSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

import { writeIfChanged } from './write-if-changed.mjs';

const source = 'host/console';
const target = 'host/dist/console';

/** The web console among the bundles: its page names everything else that belongs to it. */
export const consoleBundle = { entry: `${source}/index.html`, out: `${target}/index.html` };

const compress = promisify(brotliCompress);
const compressible = new Set(['.js', '.css', '.svg']);

/**
 * Builds the console's files, each text also as brotli. The page comes last, so that what it names is
 * there; files of the build before stay for pages that are open, older ones go.
 */
export async function buildConsole(root) {
  const { build } = await import('vite');
  const { output } = await build({
    configFile: join(root, source, 'vite.config.ts'),
    logLevel: 'warn',
    build: { write: false },
  });
  const before = await assetsOf(join(root, consoleBundle.out));
  const made = [
    ...output.map((file) => ({
      name: file.fileName,
      contents: Buffer.from(file.type === 'chunk' ? file.code : file.source),
    })),
    ...(await publicFiles(root)),
  ].sort((a, b) => Number(a.name === 'index.html') - Number(b.name === 'index.html'));
  for (const { name, contents } of made) {
    const path = join(root, target, name);
    const isNew = await writeIfChanged({ path, contents });
    if (isNew && compressible.has(extname(name))) {
      await writeIfChanged({ path: `${path}.br`, contents: await small(contents) });
    }
  }
  await removeOld(root, new Set([...before, ...made.map(({ name }) => basename(name))]));
  console.error(`built ${target}`);
  return inputsOf(root);
}

function publicFiles(root) {
  const folder = join(root, source, 'public');
  const names = globSync('*', { cwd: folder });
  return Promise.all(
    names.map(async (name) => ({ name, contents: await readFile(join(folder, name)) })),
  );
}

function small(contents) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_SIZE_HINT]: contents.length,
  };
  return compress(contents, { params });
}

/** The files that a page of an earlier build names, and those that they name in turn. */
async function assetsOf(page) {
  const text = await readFile(page, 'utf8').catch(() => '');
  const named = namesIn(text);
  const folder = join(page, '..', 'assets');
  const inner = await Promise.all(
    [...named].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  );
  return new Set([...named, ...inner.flatMap((part) => [...namesIn(part)])]);
}

function namesIn(text) {
  return new Set(Array.from(text.matchAll(/assets\/([\w.-]+)/g), (match) => match[1]));
}

async function removeOld(root, kept) {
  const folder = join(root, target, 'assets');
  const old = globSync('*', { cwd: folder }).filter((name) => !kept.has(name.replace(/\.br$/, '')));
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}

function inputsOf(root) {
  return globSync(`${source}/**/*`, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
