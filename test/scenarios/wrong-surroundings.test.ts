import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type RunningHost, startHost } from './support/host.js';
import { expectRefused } from './support/refusal.js';
import { type Scene, setScene } from './support/scene.js';
import type { ErrorJson } from './support/shapes.js';

let scene: Scene;
/** Keeps the database up, so that each command is quick. */
let host: RunningHost;

beforeAll(async () => {
  scene = await setScene({ users: 16, signIns: 20 });
  host = await startHost(scene.rollcall);
  await writeFile(join(scene.folder, 'empty'), '');
});

afterAll(async () => {
  await host.stop();
  await scene[Symbol.asyncDispose]();
});

describe('a wrong surrounding', () => {
  const surroundings = [
    [
      'lease',
      { ROLLCALL_LEASE_SECONDS: 'soon' },
      2,
      'USAGE_INVALID',
      /ROLLCALL_LEASE_SECONDS.*soon/,
    ],
    ['master key', { ROLLCALL_MASTER_KEY: 'short' }, 6, 'KEY_MISMATCH', /ROLLCALL_MASTER_KEY/],
    ['database', { ROLLCALL_DATABASE_URL: 'mysql://x' }, 2, 'USAGE_INVALID', /postgres:/],
    [
      'binaries',
      { ROLLCALL_POSTGRES_BIN: '/nowhere', ROLLCALL_HOME: '/tmp/unused-home' },
      1,
      'DATABASE_UNAVAILABLE',
      /nowhere/,
    ],
  ] as const;

  it.each(surroundings)('is told by its name: %s', async (_, env, exit, code, says) => {
    const outcome = await scene.rollcall.run(['integration', 'list', '--json'], env);

    const { error } = outcome.json<ErrorJson>();
    expect([outcome.code, error.code]).toEqual([exit, code]);
    expect(`${error.message} ${error.hint}`).toMatch(says);
  });

  it('is told by its path: a home that cannot be made', async () => {
    const home = join(scene.folder, 'empty', 'home');

    const outcome = await scene.rollcall.run(['integration', 'list', '--json', '--home', home]);

    expectRefused(outcome, { exit: 1, code: 'HOME_UNUSABLE', says: /empty/, hints: /--home/ });
  });
});

describe('a disk that is nearly full', () => {
  it('stops collecting before anything is sent, and nothing is damaged', async () => {
    // Without the host of the others, which would collect by its schedule.
    await using alone = await setScene({ users: 16, signIns: 20 });
    await alone.add('Full');
    const before = alone.org.requests.length;
    const command = ['integration', 'collect', 'Full', '--json'];

    const refused = await alone.rollcall.run(command, { ROLLCALL_MIN_FREE_MB: '1000000000' });

    const says = { says: /MiB are free/, hints: /ROLLCALL_MIN_FREE_MB/ };
    expectRefused(refused, { exit: 1, code: 'DISK_FULL', ...says });
    expect(alone.org.requests.length).toBe(before);
    const { runs } = await alone.rollcall.json<{ runs: unknown[] }>(['runs', 'Full']);
    expect(runs).toEqual([]);
    const collected = await alone.rollcall.run(command);
    expect(collected.code, collected.stdout + collected.stderr).toBe(0);
  });
});

describe('a broken manifest', () => {
  it('is told whole: file, line, pointer and the nearest name of every fault', async () => {
    const folder = join(scene.folder, 'broken');
    await mkdir(folder);
    const lines = [
      '{',
      '  "id": "Broken One",',
      '  "name": "Broken",',
      '  "version": "1.0",',
      '  "publsher": "Me"',
      '}',
    ];
    await writeFile(join(folder, 'plugin.json'), lines.join('\n'));

    const outcome = await scene.rollcall.run(['plugin', 'validate', folder, '--json']);

    const { valid, faults } = outcome.json<ValidateJson>();
    expect([outcome.code, valid]).toEqual([2, false]);
    expect(new Set(faults.map(({ file }) => file))).toEqual(new Set([join(folder, 'plugin.json')]));
    expect(faults).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ line: 2, pointer: '/id' }),
        expect.objectContaining({ line: 4, pointer: '/version' }),
        expect.objectContaining({ line: 5, pointer: '/publsher', suggestion: 'publisher' }),
        expect.objectContaining({ pointer: '/apiVersion' }),
        expect.objectContaining({ pointer: '/streams' }),
      ]),
    );
  });

  it('that is no JSON is told by line', async () => {
    const folder = join(scene.folder, 'no-json');
    await mkdir(folder);
    await writeFile(join(folder, 'plugin.json'), '{\n  "id": "x",\n  oops\n}');

    const outcome = await scene.rollcall.run(['plugin', 'validate', folder, '--json']);

    expect(outcome.code).toBe(2);
    expect(outcome.json<ValidateJson>().faults[0]).toMatchObject({ line: 3 });
  });
});

interface ValidateJson {
  readonly valid: boolean;
  readonly faults: readonly {
    readonly file: string;
    readonly line: number;
    readonly pointer: string;
    readonly suggestion?: string;
  }[];
}
