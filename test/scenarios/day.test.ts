import { afterAll, beforeAll, expect, it } from 'vitest';

import { movedClock } from './support/moved-clock.js';
import { type Scene, setScene } from './support/scene.js';
import type { CollectJson } from './support/shapes.js';

const hourMs = 3_600_000;
let scene: Scene;

beforeAll(async () => {
  scene = await setScene({ users: 80, signIns: 2000, oauthTokens: 2000, seed: 5 });
  await scene.add();
});

afterAll(() => scene[Symbol.asyncDispose]());

it('costs at most 60 calls a day when events come each hour and the rest once', async () => {
  await scene.rollcall.json(['integration', 'collect', 'Acme']);
  const [userId = ''] = scene.org.truth.ids('User');
  const spent: number[] = [];

  for (let hour = 1; hour <= 24; hour += 1) {
    scene.org.clock.advance(hourMs);
    scene.org.mutate.addSignIns([{ userId, time: scene.org.clock.now() - hourMs / 2 }]);
    const before = scene.org.usage.used;
    await scene.rollcall.json<CollectJson>(
      ['integration', 'collect', 'Acme', '--due'],
      movedClock(hour * hourMs + 60_000),
    );
    spent.push(scene.org.usage.used - before);
  }

  const stored = (await scene.export('sign_in')).map(({ id }) => id);
  expect(new Set(stored)).toEqual(scene.org.truth.ids('LoginHistory'));
  expect(
    spent.reduce((sum, each) => sum + each, 0),
    spent.join(' '),
  ).toBeLessThanOrEqual(60);
});
