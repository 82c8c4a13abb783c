import { afterEach, describe, expect, it } from 'vitest';

import { movedClock } from './support/moved-clock.js';
import { onNthRequest } from './support/nth-request.js';
import { type Scene, setScene } from './support/scene.js';
import type { CollectJson, TestJson } from './support/shapes.js';

const day = 24 * 3_600_000;
const nextDay = day + 20 * 60_000;
const collect = ['integration', 'collect', 'Acme', '--json'];
let scene: Scene;

afterEach(() => scene[Symbol.asyncDispose]());

/** An org of 12,000 sign-ins, a daily limit of 1,000 and a usage just below 75 % of it. */
async function nearTheCeiling(used = 743): Promise<void> {
  scene = await setScene({ users: 60, signIns: 12_000, seed: 5, limit: 1000 });
  scene.org.usage.used = used;
  await scene.add('Acme', ['--option', 'timezone=UTC']);
}

async function pausedCollection(): Promise<CollectJson> {
  const outcome = await scene.rollcall.run(collect);
  expect(outcome.code, outcome.stdout + outcome.stderr).toBe(4);
  return outcome.json<CollectJson>();
}

describe('at 75 % of the daily limit', () => {
  it('stops before the ceiling, keeps what it has and says when it goes on', async () => {
    await nearTheCeiling();

    const { run, quota } = await pausedCollection();

    expect(scene.org.usage.used).toBeLessThanOrEqual(750);
    expect(run).toMatchObject({ status: 'paused', error: { code: 'QUOTA_CEILING' } });
    expect(Date.parse(run.resumeAt ?? '')).toBeGreaterThan(Date.now());
    expect(quota).toMatchObject({ limit: 1000, ceiling: 750 });
  });

  it('sends nothing for the rest of the day, whatever is asked', async () => {
    await nearTheCeiling();
    await pausedCollection();
    const before = scene.org.requests.length;

    await pausedCollection();
    const test = await scene.rollcall.run(['integration', 'test', 'Acme', '--json']);
    const plan = await scene.rollcall.run(['integration', 'plan', 'Acme', '--json']);

    expect(scene.org.requests.length).toBe(before);
    expect([test.code, plan.code]).toEqual([4, 4]);
    expect(test.json<TestJson>().checks).toMatchObject([{ id: 'quota', status: 'failed' }]);
  });

  it('goes on the next day and completes, each sign-in once', async () => {
    await nearTheCeiling();
    await pausedCollection();
    scene.org.clock.advance(nextDay);
    scene.org.usage.used = 10;

    const outcome = await scene.rollcall.run(collect, movedClock(nextDay));

    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
    const ids = (await scene.export('sign_in')).map((record) => record.id);
    expect(new Set(ids)).toEqual(scene.org.truth.ids('LoginHistory'));
    expect(ids.length).toBe(new Set(ids).size);
  });

  it('waits for the next full hour when the org is still at its ceiling the next day', async () => {
    await nearTheCeiling();
    await pausedCollection();
    scene.org.clock.advance(nextDay);
    scene.org.usage.used = 800;
    const before = scene.org.usage.used;

    const outcome = await scene.rollcall.run(collect, movedClock(nextDay));

    expect(outcome.code).toBe(4);
    expect(scene.org.usage.used - before).toBeLessThanOrEqual(1);
    const resumeAt = Date.parse(outcome.json<CollectJson>().run.resumeAt ?? '');
    expect(resumeAt - (Date.now() + nextDay)).toBeLessThanOrEqual(3_600_000 + 15 * 60_000);
  });

  it('sees what others spend at the same time', async () => {
    await nearTheCeiling(400);
    onNthRequest(scene.org, 3, () => scene.org.usage.spendByOthers(345));

    await pausedCollection();

    expect(scene.org.usage.used).toBeLessThanOrEqual(750);
  });

  it('goes on unattended in a running host', async () => {
    await nearTheCeiling();
    await pausedCollection();
    scene.org.clock.advance(nextDay);
    scene.org.usage.used = 10;
    const host = scene.rollcall.start(
      ['start', '--port', '0', '--no-console'],
      movedClock(nextDay),
    );

    const runs = await untilResumed();
    host.process.kill('SIGTERM');
    await host.outcome;

    expect(runs.some((run) => run.trigger === 'resume' && run.status === 'succeeded')).toBe(true);
    const ids = (await scene.export('sign_in')).map((record) => record.id);
    expect(new Set(ids)).toEqual(scene.org.truth.ids('LoginHistory'));
  });
});

interface RunsJson {
  readonly runs: readonly { readonly trigger: string; readonly status: string }[];
}

async function untilResumed(): Promise<RunsJson['runs']> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { runs } = await scene.rollcall.json<RunsJson>(['runs', 'Acme']);
    if (runs.some((run) => run.trigger === 'resume' && run.status === 'succeeded')) return runs;
  }
  throw new Error('the host did not resume');
}
