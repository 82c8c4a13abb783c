import { expect, it } from 'vitest';

import { Turns } from './turns.js';

it('runs no more at once than it may, and all in the end, though some fail', async () => {
  const turns = new Turns(2);
  let atOnce = 0;
  let most = 0;
  const work = (index: number) => async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    atOnce -= 1;
    if (index === 1) throw new Error('one that fails');
    return index;
  };

  const results = await Promise.allSettled([0, 1, 2, 3, 4].map((index) => turns.run(work(index))));

  expect(most).toBe(2);
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});
