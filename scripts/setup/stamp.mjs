import { readFileSync, renameSync, writeFileSync } from 'node:fs';

import { places } from './places.mjs';

/** What was installed and built last; empty after a first clone or an interrupted set-up. */
export function readStamp() {
  try {
    return JSON.parse(readFileSync(places.stamp, 'utf8'));
  } catch {
    return {};
  }
}

/** Notes what is done, whole or not at all; what was noted before stays. */
export function writeStamp(change) {
  const next = `${places.stamp}.${process.pid}`;
  writeFileSync(next, JSON.stringify({ ...readStamp(), ...change }));
  renameSync(next, places.stamp);
}
