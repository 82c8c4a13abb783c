import { readFile } from 'node:fs/promises';

import { startNetwork, startOrg } from '@rollcall/test/org';
import { afterEach, describe, expect, it } from 'vitest';

import { startHost } from './support/host.js';
import { onNthRequest } from './support/nth-request.js';
import { expectRefused } from './support/refusal.js';
import { type Scene, setScene } from './support/scene.js';
import type { CollectJson } from './support/shapes.js';

let scene: Scene;

afterEach(() => scene[Symbol.asyncDispose]());

async function expectOnce(integrationId: string, wanted: ReadonlySet<string>): Promise<void> {
  const all = await scene.export('sign_in');
  const ids = all.filter((one) => one.integrationId === integrationId).map((one) => one.id);
  expect(new Set(ids)).toEqual(wanted);
  expect(ids.length).toBe(new Set(ids).size);
}

interface RunsJson {
  readonly runs: readonly {
    readonly id: string;
    readonly hook: string;
    readonly status: string;
    readonly streams: CollectJson['streams'];
  }[];
}

async function linesOf(file: string): Promise<number> {
  return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '').length;
}

describe('two orgs', () => {
  it('are collected at the same time by two commands, each with its own', async () => {
    await using network = await startNetwork().then((one) => ({
      ...one,
      [Symbol.asyncDispose]: () => one.stop(),
    }));
    const surroundings = { network, startAt: Date.now(), running: true };
    const second = await startOrg({ ...surroundings, users: 40, signIns: 3000, seed: 22 });
    scene = await setScene({ ...surroundings, users: 60, signIns: 5000, seed: 21 });
    const first = await scene.add('First');
    const other = await scene.rollcall.json<{ id: string }>(
      [
        ...['integration', 'add', 'salesforce', '--name', 'Second'],
        ...['--set', `salesforceUrl=${second.salesforceUrl}`],
        ...['--set', `consumerKey=${second.consumerKey}`],
        ...['--secret', 'consumerSecret=env:SECOND'],
      ],
      { SECOND: second.consumerSecret },
    );

    const collected = await Promise.all(
      ['First', 'Second'].map((name) =>
        scene.rollcall.json<CollectJson>(['integration', 'collect', name]),
      ),
    );

    expect(collected.map(({ run }) => run.status)).toEqual(['succeeded', 'succeeded']);
    await expectOnce(first, scene.org.truth.ids('LoginHistory'));
    await expectOnce(other.id, second.truth.ids('LoginHistory'));
    await second.stop();
  });
});

describe('two integrations of one org', () => {
  it('share its quota: together they never pass the ceiling', async () => {
    scene = await setScene({ users: 40, signIns: 9000, maxPage: 200, limit: 1000 });
    scene.org.usage.used = 720;
    await scene.add('First');
    await scene.add('Second');
    let highest = 0;
    scene.org.onRequest = () => {
      highest = Math.max(highest, scene.org.usage.used);
    };

    const outcomes = await Promise.all(
      ['First', 'Second'].map((name) =>
        scene.rollcall.run(['integration', 'collect', name, '--json']),
      ),
    );

    expect(
      outcomes.map(({ code }) => code),
      outcomes[0]?.stdout,
    ).toEqual([4, 4]);
    expect(Math.max(highest, scene.org.usage.used)).toBeLessThanOrEqual(750);
    expect(scene.org.usage.used).toBeGreaterThan(740);
    const { quotas } = await scene.rollcall.json<{ quotas: { name: string }[] }>(['quota']);
    expect(quotas.filter(({ name }) => name === 'daily-api-requests').length).toBe(1);
  });

  it('go apart: removing one says how many records went and leaves the other alone', async () => {
    scene = await setScene({ users: 30, signIns: 500 });
    await scene.add('First');
    const kept = await scene.add('Second');
    const first = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'First']);
    await scene.rollcall.json(['integration', 'collect', 'Second']);

    const gone = await scene.rollcall.json<{ removed: Record<string, number> }>([
      'integration',
      'remove',
      'First',
      '--yes',
    ]);

    expect(gone.removed).toMatchObject({
      sign_ins: first.streams['sign-ins']?.inserted,
      accounts: 30,
    });
    const left = await scene.export('sign_in');
    expect(new Set(left.map((one) => one.integrationId))).toEqual(new Set([kept]));
    await expectOnce(kept, scene.org.truth.ids('LoginHistory'));
    const again = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'Second']);
    expect(again.streams['sign-ins']?.inserted).toBeLessThanOrEqual(5);
  });
});

describe('a command beside a running host', () => {
  it('collects, and everything is there once', async () => {
    scene = await setScene({ users: 30, signIns: 2000 });
    const id = await scene.add();
    await using _host = await startHost(scene.rollcall);

    const { run } = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'Acme']);

    expect(run.status).toBe('succeeded');
    await expectOnce(id, scene.org.truth.ids('LoginHistory'));
  });

  it('follows the run that the host is at, and nothing is read twice', async () => {
    scene = await setScene({ users: 30, signIns: 2000 });
    const id = await scene.add();
    await using host = await startHost(scene.rollcall);
    const hold = scene.org.faults.add({ kind: 'hold', match: { path: '/query|/composite' } });
    const asked = await host.json<{ id: string }>('POST', `/integrations/${id}/collect`, {});
    await expect.poll(() => scene.org.faults.held(hold), { timeout: 60_000 }).toBe(1);
    const command = scene.rollcall.start(['integration', 'collect', 'Acme', '--json']);
    const isFollowing = new Promise<void>((resolve) => {
      command.process.stderr?.on('data', (text: Buffer) => {
        if (text.includes('following it')) resolve();
      });
    });

    await Promise.race([isFollowing, command.outcome]);
    scene.org.faults.release(hold);
    const outcome = await command.outcome;

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    expect(outcome.json<CollectJson>().run.id).toBe(asked.id);
    expect(outcome.stderr).toMatch(/Another process works on run/);
    await expectOnce(id, scene.org.truth.ids('LoginHistory'));
    const { runs } = await scene.rollcall.json<RunsJson>(['runs', 'Acme']);
    expect(runs.filter(({ hook }) => hook === 'collect').length).toBe(1);
  });

  it('waits for a run that leaves out what it asks for, then collects that', async () => {
    scene = await setScene({ users: 30, signIns: 200 });
    const id = await scene.add();
    // After it nothing is due: the host begins no run of its own.
    const first = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'Acme']);
    await using host = await startHost(scene.rollcall);
    const hold = scene.org.faults.add({ kind: 'hold', match: { path: '/query|/composite' } });
    const open = await host.json<{ id: string }>('POST', `/integrations/${id}/collect`, {
      streams: ['tenant'],
    });
    await expect.poll(() => scene.org.faults.held(hold), { timeout: 60_000 }).toBe(1);
    const command = scene.rollcall.start([
      ...['integration', 'collect', 'Acme', '--stream', 'accounts', '--json'],
    ]);
    const isWaiting = new Promise<void>((resolve) => {
      command.process.stderr?.on('data', (text: Buffer) => {
        if (text.includes(open.id)) resolve();
      });
    });

    await Promise.race([isWaiting, command.outcome]);
    scene.org.faults.release(hold);
    const outcome = await command.outcome;

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    const { run, streams } = outcome.json<CollectJson>();
    expect(run.id).not.toBe(open.id);
    expect(Object.keys(streams)).toEqual(['accounts']);
    expect(streams.accounts).toMatchObject({ status: 'done', records: 30 });
    const { runs } = await scene.rollcall.json<RunsJson>(['runs', 'Acme']);
    expect(runs.map((one) => [one.id, one.status])).toEqual([
      [run.id, 'succeeded'],
      [open.id, 'succeeded'],
      [first.run.id, 'succeeded'],
    ]);
  });

  it('takes over when the host is killed meanwhile', async () => {
    scene = await setScene(
      { users: 30, signIns: 4000, maxPage: 500 },
      { ROLLCALL_LEASE_SECONDS: '2' },
    );
    const id = await scene.add();
    const host = await startHost(scene.rollcall);
    const killed = new Promise<void>((resolve) => {
      onNthRequest(scene.org, 5, () => {
        process.kill(host.pid, 'SIGKILL');
        resolve();
      });
    });
    await host.json('POST', `/integrations/${id}/collect`, {});

    await killed;
    const outcome = await scene.rollcall.run(['integration', 'collect', 'Acme', '--json']);

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    await expectOnce(id, scene.org.truth.ids('LoginHistory'));
  });
});

describe('an integration that a person paused', () => {
  it('refuses to collect and asks the org nothing, until it is resumed', async () => {
    scene = await setScene({ users: 20, signIns: 100 });
    await scene.add();
    await scene.rollcall.json(['integration', 'pause', 'Acme']);

    const refused = await scene.rollcall.run(['integration', 'collect', 'Acme', '--json']);
    const asked = scene.org.requests.length;
    await scene.rollcall.json(['integration', 'resume', 'Acme']);
    const { run } = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'Acme']);

    expectRefused(refused, { code: 'INTEGRATION_PAUSED', says: /paused/, hints: /resume/ });
    expect(asked).toBe(0);
    expect(run.status).toBe('succeeded');
  });
});

describe('collect --to', () => {
  it('writes files from the beginning and leaves the store as it was', async () => {
    scene = await setScene({ users: 30, signIns: 800 });
    await scene.add();
    const folder = `${scene.folder}/to`;

    const first = await scene.rollcall.json<CollectJson>([
      'integration',
      'collect',
      'Acme',
      '--to',
      folder,
    ]);

    expect(first.run.status).toBe('succeeded');
    const written = {
      accounts: await linesOf(`${folder}/accounts.ndjson`),
      'sign-ins': await linesOf(`${folder}/sign_ins.ndjson`),
    };
    expect(written['sign-ins']).toBe(scene.org.truth.ids('LoginHistory').size);
    const { runs } = await scene.rollcall.json<RunsJson>(['runs', 'Acme']);
    for (const told of [first, runs[0]]) {
      for (const [stream, inserted] of Object.entries(written)) {
        expect(told?.streams[stream]).toMatchObject({ status: 'done', inserted });
        expect(told?.streams[stream]?.records).toBeGreaterThanOrEqual(inserted);
      }
    }
    expect(await scene.export('sign_in')).toEqual([]);
    const stored = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'Acme']);
    expect(stored.streams['sign-ins']?.inserted).toBe(scene.org.truth.ids('LoginHistory').size);
  });
});
