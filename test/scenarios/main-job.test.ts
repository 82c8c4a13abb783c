import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Scene, setScene } from './support/scene.js';
import type { CollectJson, TestJson } from './support/shapes.js';

describe('the main job', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await setScene({ users: 500, signIns: 20_000, seed: 11 });
    await scene.add();
  });

  afterAll(() => scene[Symbol.asyncDispose]());

  it('says Connected! and lists every check', async () => {
    const before = scene.org.usage.used;

    const test = await scene.rollcall.json<TestJson>(['integration', 'test', 'Acme']);

    expect(test).toMatchObject({ connected: true, message: 'Connected!' });
    expect(test.checks.length).toBeGreaterThan(5);
    expect(test.checks.every((check) => check.status !== 'failed')).toBe(true);
    expect(scene.org.usage.used - before).toBeLessThanOrEqual(7);
  });

  it('stores every account and sign-in exactly once', async () => {
    const collected = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'Acme']);

    expect(collected.run.status).toBe('succeeded');
    const signIns = await scene.export('sign_in');
    const accounts = await scene.export('account');
    const ids = signIns.map((record) => record.id);
    expect(new Set(ids)).toEqual(scene.org.truth.ids('LoginHistory'));
    expect(ids.length).toBe(new Set(ids).size);
    expect(new Set(accounts.map((record) => record.id))).toEqual(scene.org.truth.ids('User'));
  });

  it('adds only what is new or changed the second time, in at most ten requests', async () => {
    const [user] = scene.org.truth.neverSignedIn();
    const before = scene.org.usage.used;
    const first = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'Acme']);
    const spentIdle = scene.org.usage.used - before;
    const added = scene.org.mutate.addSignIns([
      { userId: user ?? '', time: scene.org.clock.now() - 5 * 60_000 },
    ]);

    const second = await scene.rollcall.json<CollectJson>(['integration', 'collect', 'Acme']);

    expect(first.streams['sign-ins']?.inserted).toBeLessThanOrEqual(5);
    expect(spentIdle).toBeLessThanOrEqual(10);
    expect(second.quota.spentByRun).toBeLessThanOrEqual(10);
    const ids = (await scene.export('sign_in')).map((record) => record.id);
    expect(ids).toEqual(expect.arrayContaining(added));
    expect(ids.length).toBe(new Set(ids).size);
  });
});
