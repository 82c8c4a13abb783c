import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { RollcallError } from '@rollcall/core';

/** Environment variables. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Days that something is kept. */
export interface Keep {
  /** Entries of the audit log. */
  readonly auditDays: number;
  /** Runs that have ended. */
  readonly runDays: number;
  /** Deliveries that do not arrive. */
  readonly deliveryDays: number;
}

/** What the process was told about where and how to run. */
export interface HostConfig {
  /** Absolute path of the home. */
  readonly home: string;
  /** URL of a PostgreSQL server; the one in the home when absent. May hold a password. */
  readonly databaseUrl: string | undefined;
  /** Folder with other PostgreSQL binaries. */
  readonly postgresBin: string | undefined;
  /** Where sockets are made. */
  readonly runtimeDir: string;
  /** The master key, as text. Secret. */
  readonly masterKey: string | undefined;
  readonly leaseSeconds: number;
  /** Mebibytes that have to be free on the disk of an embedded database; below it nothing is collected. */
  readonly minFreeMb: number;
  /** How long what Rollcall records of itself is kept. */
  readonly keep: Keep;
  /** IANA name: the time zone of calendar days where an integration names none. */
  readonly timezone: string;
  /** Folder of the plugins that come with this version. */
  readonly bundledPlugins: string;
  /** The hook process's program. */
  readonly hookProgram: string;
  /** Folder of the built console; absent where it was not built. */
  readonly consoleFolder: string;
  readonly logLevel: string;
  /** Variables that lead to the network: proxies and certificates. */
  readonly network: Env;
}

const networkVariables = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
] as const;

/**
 * Reads the environment and the `--home` flag: the only place that does.
 * @throws `USAGE_INVALID` for a value that cannot be used
 */
export function readConfig(env: Env, homeFlag: string | undefined): HostConfig {
  const programs = dirname(fileURLToPath(import.meta.url));
  return {
    home: resolve(homeFlag ?? (env.ROLLCALL_HOME || join(homedir(), '.rollcall'))),
    databaseUrl: env.ROLLCALL_DATABASE_URL || undefined,
    postgresBin: env.ROLLCALL_POSTGRES_BIN || undefined,
    runtimeDir: env.XDG_RUNTIME_DIR || tmpdir(),
    masterKey: env.ROLLCALL_MASTER_KEY || undefined,
    leaseSeconds: positive(env, 'ROLLCALL_LEASE_SECONDS', 30, 'seconds'),
    minFreeMb: positive(env, 'ROLLCALL_MIN_FREE_MB', 512, 'mebibytes'),
    keep: {
      auditDays: positive(env, 'ROLLCALL_KEEP_AUDIT_DAYS', 730, 'days'),
      runDays: positive(env, 'ROLLCALL_KEEP_RUNS_DAYS', 400, 'days'),
      deliveryDays: positive(env, 'ROLLCALL_KEEP_DELIVERIES_DAYS', 1, 'days'),
    },
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    bundledPlugins: env.ROLLCALL_PLUGINS || findUpwards(programs, 'plugins'),
    hookProgram: join(programs, 'hook-process.js'),
    consoleFolder: join(programs, 'console'),
    logLevel: env.ROLLCALL_LOG_LEVEL || 'info',
    network: Object.fromEntries(networkVariables.map((name) => [name, env[name]])),
  };
}

function positive(env: Env, name: string, fallback: number, unit: string): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new RollcallError('USAGE_INVALID', `${name} is "${text}"`, {
    hint: `Set ${name} to a number of ${unit} above 0, or leave it out.`,
  });
}

/** The nearest folder of that name beside the program or above it. */
function findUpwards(from: string, name: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, name);
    if (existsSync(found)) return found;
    if (dirname(folder) === folder) return join(from, name);
  }
}
