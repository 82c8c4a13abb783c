import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer } from './support/postgres-server.js';
import { expectRefused } from './support/refusal.js';
import { Rollcall } from './support/rollcall.js';
import { addArgs, type Scene, setScene } from './support/scene.js';
import type { CollectJson } from './support/shapes.js';

let scene: Scene;

beforeEach(async () => {
  scene = await setScene({ users: 20, signIns: 100 });
});

afterEach(() => scene[Symbol.asyncDispose]());

interface DoctorJson {
  readonly ok: boolean;
  readonly checks: readonly { readonly id: string; readonly status: string }[];
}

describe('the first command in an empty home', () => {
  it('may be an export: it writes empty files', async () => {
    expect(await scene.export('account')).toEqual([]);
  });

  it('may be doctor', async () => {
    const { ok, checks } = await scene.rollcall.json<DoctorJson>(['doctor']);

    expect(ok).toBe(true);
    expect(checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['home', 'database', 'schema', 'key', 'plugins', 'hooks', 'proxy']),
    );
  });

  it('may be migrate, twice', async () => {
    const first = await scene.rollcall.run(['migrate', '--json']);
    const second = await scene.rollcall.run(['migrate', '--json']);

    expect([first.code, second.code], first.stdout + second.stdout).toEqual([0, 0]);
  });

  it('may be any of the lists and reports, in text', async () => {
    for (const args of [
      ['plugin', 'list'],
      ['integration', 'list'],
      ['runs'],
      ['quota'],
      ['token', 'list'],
      ['report', 'licences'],
      ['report', 'sign-ins'],
    ]) {
      const outcome = await scene.rollcall.run(args);

      expect(outcome.code, `${args.join(' ')}: ${outcome.stderr}`).toBe(0);
      expect(outcome.stdout).not.toBe('');
    }
  });
});

describe('a home far down', () => {
  it('works at a path of more than 150 characters', async () => {
    const home = join(scene.folder, 'a-deep-folder/'.repeat(11), 'home');
    const env = { HTTPS_PROXY: scene.org.proxyUrl, NODE_EXTRA_CA_CERTS: scene.org.caFile };
    const rollcall = new Rollcall(home, env);

    const outcome = await rollcall.run(['integration', 'list', '--json']);

    expect(home.length).toBeGreaterThan(150);
    expect(outcome.code, outcome.stdout).toBe(0);
  });
});

describe('a PostgreSQL server named by its URL', () => {
  it('takes everything, and no cluster is made in the home', async () => {
    await scene.rollcall.run(['plugin', 'list']);
    await using server = await startServer(join(scene.folder, 'server'));
    const home = join(scene.folder, 'other-home');
    const rollcall = new Rollcall(home, {
      HTTPS_PROXY: scene.org.proxyUrl,
      NODE_EXTRA_CA_CERTS: scene.org.caFile,
      CONSUMER_SECRET: scene.org.consumerSecret,
      ROLLCALL_DATABASE_URL: server.url,
      ROLLCALL_MASTER_KEY: '0123456789abcdef'.repeat(4),
    });
    await rollcall.json(addArgs(scene.org, 'Acme'));

    const { run } = await rollcall.json<CollectJson>(['integration', 'collect', 'Acme']);

    const out = join(scene.folder, 'out');
    const { records } = await rollcall.json<{ records: number }>([
      ...['export', '--entity', 'sign_in', '--out', out],
    ]);
    expect(run.status).toBe('succeeded');
    expect(records).toBe(scene.org.truth.ids('LoginHistory').size);
    expect(existsSync(join(home, 'postgres'))).toBe(false);
  });

  it('needs a master key of its own before the first secret', async () => {
    await scene.rollcall.run(['plugin', 'list']);
    await using server = await startServer(join(scene.folder, 'server'));
    const rollcall = new Rollcall(join(scene.folder, 'other-home'), {
      ROLLCALL_DATABASE_URL: server.url,
    });

    const outcome = await rollcall.run(['integration', 'list', '--json']);

    expectRefused(outcome, {
      exit: 6,
      code: 'KEY_MISMATCH',
      says: /key/,
      hints: /ROLLCALL_MASTER_KEY/,
    });
  });

  it('that is not there is told without its password', async () => {
    const env = { ROLLCALL_DATABASE_URL: 'postgres://me:hidden-word@127.0.0.1:1/none' };

    const outcome = await scene.rollcall.run(['integration', 'list', '--json'], env);

    expectRefused(outcome, {
      exit: 1,
      code: 'DATABASE_UNAVAILABLE',
      says: /127\.0\.0\.1:1/,
      hints: /running/,
    });
    expect(outcome.stdout + outcome.stderr).not.toContain('hidden-word');
  });
});
