import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type OrgOptions, type SimulatedOrg, startOrg } from '@rollcall/test/org';

import { Rollcall } from './rollcall.js';

/** An org, an empty home, and a command line that reaches the one from the other. */
export interface Scene extends AsyncDisposable {
  readonly org: SimulatedOrg;
  readonly rollcall: Rollcall;
  /** A folder that is removed with the scene. */
  readonly folder: string;
  /** Adds the org as an integration and gives its id. */
  add(name?: string, more?: readonly string[]): Promise<string>;
  /** Exports one entity and gives its records; with a name, those of that integration. */
  export(entity: string, name?: string): Promise<readonly ExportedRecord[]>;
}

/** A line of an export. */
export interface ExportedRecord {
  readonly id: string;
  readonly integrationId: string;
  readonly goneAt: string | null;
  readonly [field: string]: unknown;
}

/** Sets a scene. The org's clock runs with real time unless the options say otherwise. */
export async function setScene(
  options: OrgOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-scene-'));
  const org = await startOrg({ startAt: Date.now(), running: true, ...options });
  const rollcall = new Rollcall(join(folder, 'home'), {
    HTTPS_PROXY: org.proxyUrl,
    NODE_EXTRA_CA_CERTS: org.caFile,
    CONSUMER_SECRET: org.consumerSecret,
    ...env,
  });
  return {
    org,
    rollcall,
    folder,
    async add(name = 'Acme', more = []) {
      const added = await rollcall.json<{ id: string }>([...addArgs(org, name), ...more]);
      return added.id;
    },
    async export(entity, name) {
      const out = join(folder, 'export');
      const only = name === undefined ? [] : ['--integration', name];
      await rollcall.json(['export', '--entity', entity, '--out', out, ...only]);
      const lines = (await readFile(join(out, `${entity}s.ndjson`), 'utf8')).split('\n');
      return lines.filter((line) => line !== '').map((line): ExportedRecord => JSON.parse(line));
    },
    async [Symbol.asyncDispose]() {
      await org.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The command that adds an org as an integration. */
export function addArgs(org: SimulatedOrg, name: string): string[] {
  return [
    ...['integration', 'add', 'salesforce', '--name', name],
    ...['--set', `salesforceUrl=${org.salesforceUrl}`],
    ...['--set', `consumerKey=${org.consumerKey}`],
    ...['--secret', 'consumerSecret=env:CONSUMER_SECRET'],
  ];
}
