import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));

/** What differs between the plugins of tests. */
export interface PluginSource {
  readonly id: string;
  /** The body of `async *collect(run)`; `this.http` is lent. */
  readonly collect: string;
  /** Changes of the manifest. */
  readonly manifest?: Readonly<Record<string, unknown>>;
}

/** Writes a plugin as an author would ship it: a folder with a manifest and one bundled file. Gives the folder. */
export async function writePlugin(parent: string, source: PluginSource): Promise<string> {
  const folder = join(parent, source.id);
  await mkdir(join(folder, 'dist'), { recursive: true });
  await writeFile(
    join(folder, 'plugin.json'),
    JSON.stringify({ ...manifest(source.id), ...source.manifest }, null, 2),
  );
  await build({
    stdin: { contents: program(source.collect), resolveDir: checkout },
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['source'],
    outfile: join(folder, 'dist/index.js'),
    logLevel: 'error',
  });
  return folder;
}

function program(collect: string): string {
  return `
    import { definePlugin, inject, RollcallError, Tokens } from '@rollcall/core';
    class Connector {
      constructor(http) { this.http = http; }
      async *testConnectivity() {}
      async *collect(run) {
        yield { type: 'tenant', id: 'T', name: 'T' };
        ${collect}
      }
    }
    inject(Tokens.Http)(Connector, undefined, 0);
    export default definePlugin({ connector: Connector });
  `;
}

function manifest(id: string): Record<string, unknown> {
  return {
    id,
    name: id,
    version: '1.0.0',
    apiVersion: '^1.0.0',
    publisher: 'Test',
    description: 'Made by a test.',
    license: 'Apache-2.0',
    entry: 'dist/index.js',
    config: {
      type: 'object',
      required: ['url'],
      additionalProperties: false,
      properties: { url: { type: 'string', title: 'URL', minLength: 1, 'x-identity': true } },
    },
    auth: { type: 'none' },
    baseUrl: { from: 'config', value: '{config.url}' },
    egress: [{ origin: '{config.url}', reason: 'The API' }],
    streams: [
      {
        name: 'things',
        title: 'Things',
        entity: 'record',
        primaryKey: ['id'],
        mode: 'incremental',
        schema: {
          type: 'object',
          required: ['size'],
          properties: { id: { type: 'string' }, size: { type: 'integer' } },
        },
      },
    ],
    hooks: { testConnectivity: {}, collect: { slice: '5s', memoryMb: 128 } },
  };
}
