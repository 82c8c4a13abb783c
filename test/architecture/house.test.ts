import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

import { checkout, isCode, isTest, readCheckout } from './source-files.js';

const files = readCheckout();

/** The README of a package speaks for its `src` folder, too. */
function hasReadme(folder: string): boolean {
  return files.has(`${folder.replace(/\/src$/, '')}/README.md`) || files.has(`${folder}/README.md`);
}

describe('the checkout', () => {
  it('has manifest types that were generated from the schema as it is', async () => {
    const script = join(checkout, 'scripts', 'generate.mjs');

    await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toBeDefined();
  }, 30_000);

  it('names no vendor in host and core', () => {
    const plugins = readdirSync(join(checkout, 'plugins'), { withFileTypes: true });
    const names = plugins.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    const vendor = new RegExp([...names, 'sfdc', 'force\\.com', '\\bsoql\\b'].join('|'), 'i');

    const naming = [...files].flatMap(([path, text]) =>
      /^(host|core)\//.test(path) && (vendor.test(path) || vendor.test(text)) ? [path] : [],
    );

    expect(names).not.toEqual([]);
    expect(naming).toEqual([]);
  });

  it('explains every folder of three or more source files in a README', () => {
    const perFolder = Map.groupBy(
      [...files.keys()].filter((path) => isCode(path) && !isTest(path)),
      (path) => posix.dirname(path),
    );
    const large = [...perFolder].flatMap(([folder, sources]) =>
      sources.length >= 3 ? [folder] : [],
    );

    expect(large).not.toEqual([]);
    expect(large.filter((folder) => !hasReadme(folder))).toEqual([]);
  });

  it('keeps the READMEs of folders inside a package to ten lines', () => {
    const long = [...files].flatMap(([path, text]) => {
      const isInside = /\/src\/.*README\.md$/.test(path);
      return isInside && text.trimEnd().split('\n').length > 10 ? [path] : [];
    });

    expect(long).toEqual([]);
  });
});
