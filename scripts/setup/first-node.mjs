import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { isNewEnough, neededMajor, nodeIn } from '../../host/bin/hand-over.mjs';
import { npmCi } from './npm.mjs';
import { places } from './places.mjs';
import { SetupError, say } from './say.mjs';

/**
 * A Node.js that is new enough to install everything else, from outside node_modules (npm removes those first):
 * the running one, else a link to the one installed earlier, else the pinned one, fetched alone.
 * @throws SetupError when npm has none for this machine, or fetching it fails
 */
export async function firstNode({ node }) {
  const runsFromModules = process.execPath.startsWith(places.modules);
  if (isNewEnough(process.version) && !runsFromModules) return process.execPath;
  const present = nodeIn(places.modules);
  if (present && isNewEnough(present.version)) return keep(present.binary);
  if (!node) {
    throw new SetupError(
      `npm has no Node.js for ${process.platform}-${process.arch}, and this one (${process.version}) is too old.\n` +
        `  Install Node.js ${neededMajor} or newer and run the same command with it.`,
    );
  }
  return fetchNode(node);
}

function keep(binary) {
  const copy = join(places.runtime, process.platform === 'win32' ? 'node.exe' : 'node');
  mkdirSync(places.runtime, { recursive: true });
  rmSync(copy, { force: true });
  try {
    linkSync(binary, copy);
  } catch {
    copyFileSync(binary, copy);
    chmodSync(copy, 0o755);
  }
  return copy;
}

/** A package of its own with a lockfile of its own, so that npm checks the integrity that ours pins. */
async function fetchNode({ name, entry }) {
  const modules = join(places.runtime, 'node_modules');
  const complete = existsSync(join(modules, '.package-lock.json'));
  const fetched = complete ? nodeIn(modules) : undefined;
  if (fetched?.version === entry.version) return fetched.binary;
  say(`fetching Node.js ${entry.version} (this is ${process.version})`);
  const own = { name: 'runtime', version: '0.0.0', dependencies: { [name]: entry.version } };
  const { optional: _optional, ...pinned } = entry;
  const packages = { '': own, [`node_modules/${name}`]: pinned };
  mkdirSync(places.runtime, { recursive: true });
  writeJson('package.json', { ...own, private: true });
  writeJson('package-lock.json', { ...own, lockfileVersion: 3, requires: true, packages });
  await npmCi(process.execPath, places.runtime);
  const installed = nodeIn(modules);
  if (!installed) throw new SetupError(`npm installed ${name} without its program. Try again.`);
  return installed.binary;
}

function writeJson(name, value) {
  writeFileSync(join(places.runtime, name), `${JSON.stringify(value, null, 2)}\n`);
}
