import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { OrgProcess } from '../demo/start-org.js';
import { runCommand } from './run-command.js';
import type { ReaderTask } from './soql.js';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const rollcall = join(checkout, 'host/bin/rollcall.mjs');

/** What is about to be measured. */
export interface Prepared {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The home, where it has a database. */
  readonly home: string | undefined;
  /** The rows that came, from what was printed or written. */
  readonly rows: (stdout: string) => Promise<number>;
  /** Removes what was made. */
  readonly clean: () => Promise<void>;
}

/** One of those that are compared. */
export interface Subject {
  readonly name: string;
  prepare(org: OrgProcess): Promise<Prepared>;
}

/** In the order of the table. */
export const subjects: readonly Subject[] = [
  { name: 'rollcall collect', prepare: (org) => prepareRollcall(org, false) },
  { name: 'rollcall collect --to', prepare: (org) => prepareRollcall(org, true) },
  { name: 'jsforce to a file', prepare: (org) => prepareReader(org, 'jsforce') },
  { name: 'fetch and parse', prepare: (org) => prepareReader(org, 'fetch') },
];

/** The subject that the others are compared with. */
export const reference = 'jsforce to a file';

/** A home with the org as its only integration, as a person would have it before the first collection. */
export async function prepareHome(org: OrgProcess) {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
  const home = join(folder, 'home');
  const env = {
    PATH: process.env.PATH ?? '',
    ROLLCALL_HOME: home,
    HTTPS_PROXY: org.proxyUrl,
    NODE_EXTRA_CA_CERTS: org.caFile,
    CONSUMER_SECRET: org.consumerSecret,
  };
  const add = [
    ...[rollcall, 'integration', 'add', 'salesforce', '--name', 'Org'],
    ...['--set', `salesforceUrl=${org.salesforceUrl}`, `consumerKey=${org.consumerKey}`],
    ...['--secret', 'consumerSecret=env:CONSUMER_SECRET'],
  ];
  await runCommand(add, env);
  return { folder, home, env, rollcall, clean: () => rm(folder, { recursive: true, force: true }) };
}

async function prepareRollcall(org: OrgProcess, isToFolder: boolean): Promise<Prepared> {
  const { folder, home, env, clean } = await prepareHome(org);
  const out = join(folder, 'out');
  const collect = [rollcall, 'integration', 'collect', 'Org', '--json'];
  return {
    args: isToFolder ? [...collect, '--to', out] : collect,
    env,
    home,
    rows: isToFolder ? () => linesBelow(out) : async (stdout) => rowsOf(stdout),
    clean,
  };
}

async function prepareReader(org: OrgProcess, role: 'jsforce' | 'fetch'): Promise<Prepared> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
  const task: ReaderTask = {
    url: org.salesforceUrl,
    consumerKey: org.consumerKey,
    consumerSecret: org.consumerSecret,
    proxyUrl: org.proxyUrl,
    out: join(folder, 'rows.ndjson'),
  };
  return {
    args: [fileURLToPath(import.meta.url), role, JSON.stringify(task)],
    env: {
      PATH: process.env.PATH ?? '',
      NODE_EXTRA_CA_CERTS: org.caFile,
      // jsforce takes the proxy by its option
      ...(role === 'fetch' ? { HTTPS_PROXY: org.proxyUrl, NODE_USE_ENV_PROXY: '1' } : {}),
    },
    home: undefined,
    rows: async (stdout) => Number(stdout),
    clean: () => rm(folder, { recursive: true, force: true }),
  };
}

interface CollectJson {
  readonly streams: Readonly<Record<string, { readonly records: number }>>;
}

function rowsOf(stdout: string): number {
  const { streams }: CollectJson = JSON.parse(stdout);
  return Object.values(streams).reduce((sum, { records }) => sum + records, 0);
}

async function linesBelow(folder: string): Promise<number> {
  let lines = 0;
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.ndjson')) continue;
    const bytes = await readFile(join(folder, name));
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  }
  return lines;
}
