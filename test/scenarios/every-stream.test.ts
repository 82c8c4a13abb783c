import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { FULL_ACCESS, LEAST_PRIVILEGE } from '@rollcall/test/org';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Scene, setScene } from './support/scene.js';
import type { CollectJson, TestJson } from './support/shapes.js';
import { truthOf } from './support/truth-of.js';

describe('every stream', () => {
  let scene: Scene;

  beforeAll(async () => {
    const size = { users: 80, signIns: 400, oauthTokens: 2600 };
    scene = await setScene({ ...size, seed: 4, permissions: FULL_ACCESS });
    await scene.add();
  });

  afterAll(() => scene[Symbol.asyncDispose]());

  it('stores every record of the org exactly once, and says beforehand what it costs', async () => {
    const plan = await scene.rollcall.json<{ requests: number }>(['integration', 'plan', 'Acme']);
    const collected = await collect(scene);

    expect(collected.run.status).toBe('succeeded');
    expect(statuses(collected, 'done')).toHaveLength(15);
    expect(await stored(scene, 'first')).toEqual(sorted(truthOf(scene.org)));
    expectPlanned(plan.requests, collected);
  });

  it('costs a page of tokens each 500 and little else when nothing has changed', async () => {
    const plan = await scene.rollcall.json<{ requests: number }>(['integration', 'plan', 'Acme']);
    const again = await collect(scene);

    expectPlanned(plan.requests, again);
    const changes = Object.values(again.streams).map(({ gone }) => gone);
    expect(Math.max(...changes)).toBe(0);
    expect(again.quota.spentByRun).toBeLessThanOrEqual(13);
  });

  it('connects with the rights of a careful administrator, and names what is left out', async () => {
    scene.org.change({ permissions: LEAST_PRIVILEGE });
    const before = scene.org.usage.used;

    const test = await scene.rollcall.json<TestJson>(['integration', 'test', 'Acme']);

    expect(test.message).toBe('Connected!');
    expect(scene.org.usage.used - before).toBeLessThanOrEqual(7);
    const warned = test.checks.filter((check) => check.status === 'warning');
    const hints = warned.map((check) => check.hint).join('\n');
    expect(hints).toContain('Manage Users');
    expect(hints).toContain('Customize Application');
  });

  it.each([
    ['nothing more', undefined, []],
    ['TwoFactorApi', 'Multi-Factor', ['factors']],
    ['MonitorLoginHistory', 'Monitor Login History', ['sign-ins']],
    ['ViewRoles', 'View Roles', ['roles']],
    [
      'ViewSetup',
      'View Setup and Configuration',
      [...['licence-pools', 'roles', 'role-assignments'], ...['apps', 'audit-events']],
    ],
  ])(
    'skips what %s would show, with the box to tick, and reads the rest',
    async (name, box, lost) => {
      const permissions = LEAST_PRIVILEGE.filter((held) => held !== name);
      scene.org.change({ permissions });

      const collected = await collect(scene, ['--to', join(scene.folder, name)]);

      const skipped = statuses(collected, 'skipped');
      const always = ['sessions', 'factor-events', 'app-grants'];
      expect(skipped).toEqual([...always, ...lost].sort());
      expect(statuses(collected, 'failed')).toEqual([]);
      for (const stream of skipped) expect(collected.streams[stream]?.hint).toContain('tick');
      for (const stream of lost) expect(collected.streams[stream]?.hint).toContain(box);
    },
  );
});

function collect(scene: Scene, more: readonly string[] = []): Promise<CollectJson> {
  return scene.rollcall.json<CollectJson>(['integration', 'collect', 'Acme', ...more]);
}

/** Within a tenth of what was spent. */
function expectPlanned(requests: number, { quota }: CollectJson): void {
  expect(Math.abs(requests - quota.spentByRun) / quota.spentByRun).toBeLessThanOrEqual(0.1);
}

function statuses(collected: CollectJson, status: string): readonly string[] {
  const streams = Object.entries(collected.streams);
  return streams.flatMap(([name, stream]) => (stream.status === status ? [name] : [])).sort();
}

/** The ids of everything that is stored and not gone, by file of the export. */
async function stored(scene: Scene, folder: string) {
  const out = join(scene.folder, folder);
  await scene.rollcall.json(['export', '--format', 'ndjson', '--out', out]);
  const files = Object.keys(truthOf(scene.org));
  const entries = files.map(async (file) => [
    file,
    idsIn(await readFile(join(out, `${file}.ndjson`), 'utf8')),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

function idsIn(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const records = lines.map((line): { id: string; goneAt: string | null } => JSON.parse(line));
  return records
    .filter(({ goneAt }) => goneAt === null)
    .map(({ id }) => id)
    .sort();
}

function sorted(truth: Readonly<Record<string, ReadonlySet<string>>>) {
  return Object.fromEntries(Object.entries(truth).map(([file, ids]) => [file, [...ids].sort()]));
}
