import { describe, expect, it } from 'vitest';

import { PartQueue } from './part-queue.js';

function set() {
  const told: string[] = [];
  const queue = new PartQueue({
    taken: () => told.push('taken'),
    dropped: () => told.push('dropped'),
  });
  return { queue, told };
}

async function read(queue: PartQueue): Promise<number[]> {
  const seen: number[] = [];
  for await (const part of queue) seen.push(part[0] ?? -1);
  return seen;
}

describe('PartQueue', () => {
  it('gives the parts in order and ends when it is complete', async () => {
    const { queue, told } = set();
    queue.add(Uint8Array.of(1));
    const reading = read(queue);
    queue.add(Uint8Array.of(2));
    queue.complete();

    expect(await reading).toEqual([1, 2]);
    expect(told).toEqual(['taken', 'taken']);
  });

  it('throws after the parts that came when the body broke off', async () => {
    const { queue, told } = set();
    queue.add(Uint8Array.of(1));
    queue.fail(new Error('broken'));

    await expect(read(queue)).rejects.toThrow('broken');
    expect(told).toEqual(['taken']);
  });

  it('says so when the reader stops before the end', async () => {
    const { queue, told } = set();
    queue.add(Uint8Array.of(1));
    for await (const _ of queue) break;

    expect(told).toEqual(['dropped']);
  });
});
