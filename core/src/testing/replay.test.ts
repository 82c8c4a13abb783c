import { describe, expect, it } from 'vitest';

import { MemoryHttp } from './memory-http.js';
import { RecordingHttp, replay } from './replay.js';

describe('replay', () => {
  it('gives back what was recorded, equal requests in their order', async () => {
    let count = 0;
    const source = new MemoryHttp().on('GET', '/count', () => {
      count += 1;
      return { json: { count } };
    });
    const recording = new RecordingHttp(source);
    await recording.request({ url: '/count' });
    await recording.request({ url: '/count' });

    const http = replay(JSON.parse(JSON.stringify(recording.exchanges)));

    expect((await http.request({ url: '/count' })).json()).toEqual({ count: 1 });
    expect(http.unused()).toHaveLength(1);
    expect((await http.request({ url: '/count' })).json()).toEqual({ count: 2 });
    await expect(http.request({ url: '/count' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('records a body that came in parts', async () => {
    const source = new MemoryHttp().on('GET', '/csv', { parts: ['a,', 'b'] });
    const recording = new RecordingHttp(source);
    const { body } = await recording.stream({ url: '/csv' });
    const parts = [];
    for await (const part of body) parts.push(part);

    expect(parts).toHaveLength(2);
    expect(recording.exchanges[0]?.reply.body).toBe('a,b');
  });
});
