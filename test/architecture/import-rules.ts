import { posix } from 'node:path';

import type { Import } from './import-graph.js';

/** Which of our parts each part may import, besides itself. `test` and `scripts` may import all of them. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  host: ['core'],
  console: [],
  plugins: ['core'],
};

/** Plain scripts run before anything is installed, so they share the host's start-up file by its path. */
const sharedByPath = 'host/bin/hand-over.mjs';

/** Says what is wrong with an import, as a sentence; `undefined` when it keeps to the rules. */
export function faultOf({ from, specifier, to }: Import): string | undefined {
  const own = partOf(from);
  const other = to ? partOf(to) : partOfSpecifier(specifier);
  const says = (what: string) => `${from} imports ${specifier}: ${what}`;
  if (!other) return undefined;
  if (other === own) {
    // The folders of test/ are as far apart as packages, so they may meet at a door.
    const isOpen = own === 'test' || specifier.startsWith('.');
    return isOpen ? undefined : says('inside a package import the file, not the door');
  }
  const kind = own.split('/')[0] ?? own;
  if (allowed[kind]?.includes(other) === false) return says(`${kind} must not know ${other}`);
  if (specifier.startsWith('.') && to !== sharedByPath)
    return says('another package is imported by its door');
  if (!to) return says('that is not a door of the package');
  return undefined;
}

/** `core`, `host`, `console`, `test`, `scripts`, or `plugins/<id>`; the files at the top belong to all and are no part. */
function partOf(path: string): string {
  const [first = '', second] = posix.normalize(path).split('/');
  if (second === undefined) return '';
  // The console runs in browsers: of the host it knows the HTTP API only.
  if (first === 'host' && second === 'console') return 'console';
  return first === 'plugins' ? `plugins/${second}` : first;
}

/** Our part that a package name means, also when the path behind it is no door. */
function partOfSpecifier(specifier: string): string | undefined {
  const name = /^@rollcall\/([a-z0-9-]+)/.exec(specifier)?.[1];
  return name?.startsWith('plugin-') ? `plugins/${name.slice('plugin-'.length)}` : name;
}
