import { rmSync } from 'node:fs';

import { nodeIn } from '../../host/bin/hand-over.mjs';
import { build, isBuilt } from './build.mjs';
import { runQuietly } from './child.mjs';
import { firstNode } from './first-node.mjs';
import { withLock } from './lock.mjs';
import { isInstalled, readLockfile } from './lockfile.mjs';
import { npmCi } from './npm.mjs';
import { places } from './places.mjs';
import { SetupError, say, since } from './say.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

/**
 * Makes this checkout ready: the pinned Node.js, the packages of the lockfile and, unless `wantsBuild` is false,
 * the bundles. Does nothing that is done already, and mends what an earlier set-up left half done.
 * Returns the path of the Node.js to run everything on.
 * @throws SetupError that says what to do
 */
export async function setup({ wantsBuild = true } = {}) {
  const lockfile = readLockfile();
  const isReady = () => isMarkedInstalled(lockfile) && (!wantsBuild || isBuilt());
  if (!isReady()) {
    await withLock(async () => {
      if (!isMarkedInstalled(lockfile)) await install(lockfile);
      if (wantsBuild && !isBuilt()) await build(installedNode());
    });
  }
  return installedNode();
}

function isMarkedInstalled({ digest, node }) {
  return readStamp().installed === digest && (!node || nodeIn(places.modules) !== undefined);
}

async function install(lockfile) {
  const startedAtMs = Date.now();
  if (!isInstalled(lockfile)) {
    const node = await firstNode(lockfile);
    const count = Object.values(lockfile.packages).filter(
      ({ link, optional }) => !link && !optional,
    );
    say(`installing about ${count.length} packages; the first time this takes a minute or two`);
    const patience = setInterval(() => say(`still installing (${since(startedAtMs)})`), 30_000);
    await npmCi(node, places.root).finally(() => clearInterval(patience));
    say(`installed in ${since(startedAtMs)}`);
  }
  await checkThatNodeRuns();
  writeStamp({ installed: lockfile.digest });
  rmSync(places.runtime, { recursive: true, force: true });
}

/** The pinned Node.js; where npm has none for this machine, the running one. */
function installedNode() {
  return nodeIn(places.modules)?.binary ?? process.execPath;
}

async function checkThatNodeRuns() {
  const { status, output } = await runQuietly(installedNode(), ['--version'], { cwd: places.root });
  if (status === 0) return;
  throw new SetupError(
    `the installed Node.js does not start on this machine: ${output}\n` +
      '  It needs glibc (not musl, as in Alpine Linux) on Linux.',
  );
}
