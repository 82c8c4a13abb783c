import { describe, expect, it } from 'vitest';

import { Concurrency } from './concurrency.js';

const never = new AbortController().signal;

describe('Concurrency', () => {
  it('lets the next in line in when one leaves, and only one when it leaves twice', async () => {
    const concurrency = new Concurrency();
    const inside: string[] = [];
    const enter = (name: string) =>
      concurrency.enter('tenant', 1, never).then((leave) => {
        inside.push(name);
        return leave;
      });
    const first = await enter('first');
    const second = enter('second');
    const third = enter('third');

    first();
    first();
    await second;

    expect(inside).toEqual(['first', 'second']);
    (await second)();
    await third;
    expect(inside).toEqual(['first', 'second', 'third']);
  });

  it('counts each tenant by itself', async () => {
    const concurrency = new Concurrency();
    await concurrency.enter('one', 1, never);

    await expect(concurrency.enter('two', 1, never)).resolves.toBeTypeOf('function');
  });

  it('forgets who stops waiting', async () => {
    const concurrency = new Concurrency();
    const controller = new AbortController();
    const leave = await concurrency.enter('tenant', 1, never);
    const gone = concurrency.enter('tenant', 1, controller.signal);
    const patient = concurrency.enter('tenant', 1, never);

    controller.abort(new Error('enough'));
    leave();

    await expect(gone).rejects.toThrow('enough');
    await expect(patient).resolves.toBeTypeOf('function');
  });
});
