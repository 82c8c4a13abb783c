import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds the whole checkout. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** The text of files by their path from the top of the checkout, with `/` between folders. */
export type Files = ReadonlyMap<string, string>;

/** Every text file that git tracks or would track, so that a mistake shows before it is committed. */
export function readCheckout(): Files {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: checkout, encoding: 'utf8' });
  const paths = [...new Set(listed.split('\0'))].filter(
    (path) =>
      /\.(ts|tsx|mts|mjs|js|json|md|html|css)$/.test(path) && existsSync(join(checkout, path)),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(checkout, path), 'utf8')]));
}

/** Whether a path names code; type declarations and documents are not. */
export function isCode(path: string): boolean {
  return /\.(ts|tsx|mts|mjs|js)$/.test(path) && !path.endsWith('.d.ts');
}

/** Whether a path names a test, which may know more than the code beside it. */
export function isTest(path: string): boolean {
  return /\.(test|itest|spec|bench)\.tsx?$/.test(path);
}
