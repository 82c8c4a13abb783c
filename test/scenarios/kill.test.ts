import { afterEach, describe, expect, it } from 'vitest';

import { onNthRequest } from './support/nth-request.js';
import { descendants, postmasterOf } from './support/processes.js';
import { type Scene, setScene } from './support/scene.js';

const collect = ['integration', 'collect', 'Acme', '--json'];
let scene: Scene;

afterEach(() => scene[Symbol.asyncDispose]());

async function begin(): Promise<void> {
  scene = await setScene(
    { users: 80, signIns: 9000, seed: 3, maxPage: 500 },
    { ROLLCALL_LEASE_SECONDS: '2' },
  );
  await scene.add();
}

async function expectEverythingOnce(): Promise<void> {
  const ids = (await scene.export('sign_in')).map((record) => record.id);
  const accounts = (await scene.export('account')).map((record) => record.id);
  expect(new Set(ids)).toEqual(scene.org.truth.ids('LoginHistory'));
  expect(ids.length).toBe(new Set(ids).size);
  expect(new Set(accounts)).toEqual(scene.org.truth.ids('User'));
}

const victims = {
  'the host': async (pid: number) => pid,
  'the hook process': async (pid: number) => {
    const all = await descendants(pid);
    return all.find((one) => one.command.includes('hook-process'))?.pid;
  },
  'the database': async () => postmasterOf(scene.rollcall.home),
} as const;

describe('kill -9 during a collection', () => {
  const moments = [1, 3, 6, 11, 17];
  const cases = Object.entries(victims).flatMap(([name, victim]) =>
    moments.map((moment) => ({ name, victim, moment })),
  );

  it.each(cases)(
    'of $name at request $moment loses and doubles nothing',
    async ({ victim, moment }) => {
      await begin();
      const first = scene.rollcall.start(collect);
      let killed = false;
      onNthRequest(scene.org, moment, async () => {
        const pid = await victim(first.process.pid ?? 0);
        if (pid === undefined) return;
        process.kill(pid, 'SIGKILL');
        killed = true;
      });
      await first.outcome;

      const second = await scene.rollcall.run(collect);

      expect(killed).toBe(true);
      expect(second.code, second.stdout + second.stderr).toBe(0);
      await expectEverythingOnce();
    },
  );
});

describe('a worker that is frozen past its lease', () => {
  it('is replaced, and harms nothing when it wakes', async () => {
    await begin();
    const first = scene.rollcall.start(collect);
    await new Promise<void>((resolve) => {
      onNthRequest(scene.org, 5, () => {
        first.process.kill('SIGSTOP');
        resolve();
      });
    });

    const second = await scene.rollcall.run(collect);
    first.process.kill('SIGCONT');
    await first.outcome;

    expect(second.code, second.stdout + second.stderr).toBe(0);
    await expectEverythingOnce();
  });
});
