import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The folders and files of this checkout that set-up reads or writes. */
export const places = {
  root,
  lockfile: join(root, 'package-lock.json'),
  modules: join(root, 'node_modules'),
  /** What npm itself notes about what it installed; written last, so its presence means "complete". */
  installed: join(root, 'node_modules', '.package-lock.json'),
  /** Exists only while set-up works: the first Node.js, and a cache where npm's own cannot be written. */
  runtime: join(root, '.runtime'),
  /** Held by the set-up that is at work. */
  lock: join(root, '.setup.lock'),
  /** What was installed and built last; lies in node_modules, so that it goes when they go. */
  stamp: join(root, 'node_modules', '.rollcall-setup.json'),
};
