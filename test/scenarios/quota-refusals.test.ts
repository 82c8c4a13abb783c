import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Scene, setScene } from './support/scene.js';
import type { CollectJson } from './support/shapes.js';
import { writePlugin } from './support/write-plugin.js';

let scene: Scene;
let manifest: Readonly<Record<string, unknown>>;

/** The sign-in and the quotas of Salesforce, for plugins that deal with refusals in their own ways. */
async function quotaManifest(): Promise<Readonly<Record<string, unknown>>> {
  const file = new URL('../../plugins/salesforce/plugin.json', import.meta.url);
  const whole = JSON.parse(await readFile(file, 'utf8'));
  const { config, setup, auth, baseUrl, egress, quota } = whole;
  return { config, setup, auth, baseUrl, egress, quota };
}

beforeAll(async () => {
  scene = await setScene({ users: 10, signIns: 50, limit: 1000 });
  scene.org.usage.used = 748;
  manifest = await quotaManifest();
});

afterAll(() => scene[Symbol.asyncDispose]());

async function collectWith(id: string, collect: string) {
  // Long enough for a slow machine; one that never ends by itself is asked to soon.
  const slice = id === 'stubborn' ? '1s' : '30s';
  const hooks = { testConnectivity: {}, collect: { slice, memoryMb: 128 } };
  const source = { id, collect, manifest: { ...manifest, hooks } };
  const folder = await writePlugin(scene.folder, source);
  await scene.rollcall.json(['plugin', 'add', folder, '--accept-risk']);
  await scene.rollcall.json([
    ...['integration', 'add', id, '--name', id, '--option', 'timezone=UTC'],
    ...['--set', `salesforceUrl=${scene.org.salesforceUrl}`],
    ...['--set', `consumerKey=${scene.org.consumerKey}`],
    ...['--secret', 'consumerSecret=env:CONSUMER_SECRET'],
  ]);
  return scene.rollcall.run(['integration', 'collect', id, '--json']);
}

const ask = `this.http.request({ url: '/services/data/v66.0/query', query: { q: 'SELECT Id FROM User' } })`;
const thing = `{ type: 'batch', stream: 'things', records: [{ id: 'a', size: 1 }] }`;
const untilRefused = (then: string) =>
  `yield ${thing}; for (;;) { try { await ${ask}; } catch (error) { ${then} } }`;

/** What connectors do with the refusal of a request. */
const ways: readonly (readonly [string, string, string])[] = [
  ['ends as if all were done', 'swallows', untilRefused('return;')],
  [
    'throws an error of its own',
    'wraps',
    untilRefused(`throw new Error('no luck', { cause: error });`),
  ],
  [
    'throws another code',
    'renames',
    untilRefused(`throw new RollcallError('PROVIDER_ERROR', 'no luck', { cause: error });`),
  ],
  [
    'throws the code anew',
    'repeats',
    untilRefused(`throw new RollcallError(error.code, 'again');`),
  ],
  [
    'puts it on its stream and goes on',
    'fails-stream',
    untilRefused(
      `yield { type: 'failed', stream: 'things', error: { code: error.code, message: error.message, hint: error.hint, retryable: error.retryable } }; return;`,
    ),
  ],
  [
    'meets it in requests at once, and waits for one of them only',
    'many-at-once',
    `yield ${thing}; for (;;) { const all = [${ask}, ${ask}, ${ask}]; await all[0]; }`,
  ],
  [
    'meets it in requests at once, and drops the others',
    'first-of-many',
    `yield ${thing}; for (;;) await Promise.all([${ask}, ${ask}, ${ask}]);`,
  ],
  [
    'asks again and again',
    'stubborn',
    `yield ${thing}; for (;;) { try { await ${ask}; } catch { await new Promise((next) => setTimeout(next, 5)); } }`,
  ],
];

describe('a connector that is refused at the ceiling and', () => {
  it.each(ways)('%s, is paused by quota', async (_, id, collect) => {
    const outcome = await collectWith(id, collect);

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(4);
    const { run, streams } = outcome.json<CollectJson>();
    expect(run).toMatchObject({ status: 'paused', error: { code: 'QUOTA_CEILING' } });
    expect(Date.parse(run.resumeAt ?? '')).toBeGreaterThan(Date.now());
    expect(streams.things).toMatchObject({ status: 'paused', inserted: 1 });
    expect(scene.org.usage.used).toBeLessThanOrEqual(750);
    scene.org.usage.used = 748;
  });

  it('asks for what only a smaller quota refuses, is paused until that one allows it', async () => {
    scene.org.usage.used = 100;
    scene.org.change({ bulkJobLimit: 0 });
    const job = `{ operation: 'query', query: 'SELECT Id FROM User' }`;

    const outcome = await collectWith(
      'jobs',
      `yield ${thing}; await this.http.request({ method: 'POST', url: '/services/data/v66.0/jobs/query', json: ${job} });`,
    );

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(4);
    const { run } = outcome.json<CollectJson>();
    expect(run.error).toMatchObject({
      code: 'QUOTA_CEILING',
      message: expect.stringMatching(/Bulk/),
    });
    expect(Date.parse(run.resumeAt ?? '')).toBeGreaterThan(Date.now());
  });
});
