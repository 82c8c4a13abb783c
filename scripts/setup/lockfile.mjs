import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import { nodeIn, platformPackage } from '../../host/bin/hand-over.mjs';
import { places } from './places.mjs';
import { SetupError } from './say.mjs';

/**
 * What package-lock.json asks for on this machine: `packages`, the `digest` that stands for all of it, and `node`
 * (name and lock entry of the pinned Node.js; `undefined` where npm has none for this machine).
 * @throws SetupError when the lockfile is missing or broken
 */
export function readLockfile() {
  if (!existsSync(places.lockfile)) {
    throw new SetupError(
      'package-lock.json is missing.\n  It pins every package: get it back with "git checkout package-lock.json".',
    );
  }
  const text = readFileSync(places.lockfile, 'utf8');
  const packages = parse(text).packages ?? {};
  const name = platformPackage();
  const entry = packages[`node_modules/${name}`];
  const machine = `${process.platform}-${process.arch}`;
  const digest = createHash('sha256').update(text).update(machine).digest('hex');
  return { packages, digest, node: entry && { name, entry } };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SetupError(
      `package-lock.json is not valid JSON (${error.message}).\n  Get it back with "git checkout package-lock.json".`,
    );
  }
}

/** Whether node_modules hold what the lockfile names, package by package, however they came there. */
export function isInstalled({ packages, node }) {
  if (!existsSync(places.installed)) return false;
  if (node && nodeIn(places.modules)?.version !== node.entry.version) return false;
  const present = JSON.parse(readFileSync(places.installed, 'utf8')).packages;
  const wanted = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));
  return (
    wanted.every(([path, entry]) => isSame(present[path], entry)) &&
    Object.keys(present).every((path) => path in packages)
  );
}

function isSame(present, wanted) {
  if (!present) return wanted.optional === true;
  return present.version === wanted.version && present.integrity === wanted.integrity;
}
