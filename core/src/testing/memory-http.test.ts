import { describe, expect, it } from 'vitest';

import { RollcallError } from '../errors/rollcall-error.js';
import { MemoryHttp } from './memory-http.js';

describe('MemoryHttp', () => {
  it('matches path, query and captured parts, the latest route first', async () => {
    const http = new MemoryHttp()
      .on('GET', /^\/items\/(\w+)\?q=(\w+)/, ({ match }) => ({ json: match }))
      .on('GET', '/items/plain', { json: 'plain' });

    const found = await http.request({ url: '/items/a1', query: { q: 'x' } });
    const plain = await http.request({ url: '/items/plain', query: { q: 'x' } });

    expect(found.json()).toEqual(['a1', 'x']);
    expect(plain.json()).toBe('plain');
  });

  it('asks three times for JSON that is broken, then rejects', async () => {
    const http = new MemoryHttp().on('GET', '/', { body: '{"half":' });

    await expect(http.request({ url: '/' })).rejects.toMatchObject({ code: 'HTTP_BODY_BROKEN' });

    expect(http.requests).toHaveLength(3);
  });

  it('gives a refusal as it is, whatever its body', async () => {
    const http = new MemoryHttp().on('GET', '/', { status: 403, body: 'no' });

    const response = await http.request({ url: '/' });

    expect([response.status, response.text()]).toEqual([403, 'no']);
  });

  it('breaks a stream off after the parts that came', async () => {
    const http = new MemoryHttp().on('GET', '/', { parts: ['a', 'b'], broken: true });
    const { body } = await http.stream({ url: '/' });
    const parts: string[] = [];

    const reading = (async () => {
      for await (const part of body) parts.push(Buffer.from(part).toString());
    })();

    await expect(reading).rejects.toMatchObject({ code: 'HTTP_BODY_BROKEN' });
    expect(parts).toEqual(['a', 'b']);
  });

  it('passes on the error that a handler throws, and names a request without a route', async () => {
    const http = new MemoryHttp().on('GET', '/', () => {
      throw new RollcallError('QUOTA_CEILING', 'full');
    });

    await expect(http.request({ url: '/' })).rejects.toMatchObject({ code: 'QUOTA_CEILING' });
    await expect(http.request({ url: '/else' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
