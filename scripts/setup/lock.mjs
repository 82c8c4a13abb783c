import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

import { passSignalsOn } from './child.mjs';
import { places } from './places.mjs';
import { SetupError, say } from './say.mjs';

/** A holder renews its lock every second; one that did not for so long is gone, whoever has its process id now. */
const abandonedMs = 60_000;

/**
 * Does `work` while no other set-up works in this checkout. A holder that died is replaced at once;
 * what it had started ended with it.
 * @throws SetupError when the checkout cannot be written to
 */
export async function withLock(work) {
  await takeLock();
  const release = () => rmSync(places.lock, { force: true });
  passSignalsOn(release);
  const heartbeat = setInterval(writeHolder, 1000);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    release();
  }
}

async function takeLock() {
  let told = false;
  while (!tryToTake()) {
    if (removeDeadLock()) continue;
    if (!told) say('another set-up is at work in this checkout; waiting for it');
    told = true;
    await pause(300);
  }
}

/** A link either appears whole or not at all: nobody ever reads a lock without its holder. */
function tryToTake() {
  const mine = `${places.lock}.${randomUUID()}`;
  try {
    writeFileSync(mine, holder());
    linkSync(mine, places.lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new SetupError(
      `cannot write to ${places.root} (${error.code}).\n` +
        '  Set-up installs into the checkout: give this user write access to it, or clone it again as this user.',
    );
  } finally {
    rmSync(mine, { force: true });
  }
}

function holder() {
  return JSON.stringify({ host: hostname(), pid: process.pid });
}

function writeHolder() {
  const next = `${places.lock}.${process.pid}`;
  writeFileSync(next, holder());
  renameSync(next, places.lock);
}

function removeDeadLock() {
  const seen = readLock();
  if (!seen || isAlive(seen)) return false;
  const aside = `${places.lock}.${randomUUID()}`;
  try {
    renameSync(places.lock, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return true;
    throw error;
  }
  const taken = readFileSync(aside, 'utf8');
  // Somebody else replaced the dead lock in between: theirs goes back.
  if (taken !== seen.text) linkSync(aside, places.lock);
  rmSync(aside, { force: true });
  return taken === seen.text;
}

function readLock() {
  try {
    const text = readFileSync(places.lock, 'utf8');
    return { text, ...JSON.parse(text), ageMs: Date.now() - statSync(places.lock).mtimeMs };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive({ host, pid, ageMs }) {
  if (ageMs > abandonedMs) return false;
  return host !== hostname() || isRunning(pid);
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
