import { RollcallError } from '@rollcall/core';
import { MemoryHttp, type MemoryReply, type MemoryRequest } from '@rollcall/core/testing';
import { describe, expect, it } from 'vitest';

import { readParts } from './composite.js';

interface Asked {
  readonly compositeRequest: readonly { readonly url: string; readonly referenceId: string }[];
}

/** Answers each part with its own address, and refuses what has more parts than `most`. */
function orgOf(most: number) {
  const sizes: number[] = [];
  const http = new MemoryHttp();
  http.on('POST', /composite$/, ({ json }: MemoryRequest): MemoryReply => {
    const { compositeRequest } = json as Asked;
    sizes.push(compositeRequest.length);
    if (compositeRequest.length > most) {
      throw new RollcallError('HTTP_BODY_TOO_LARGE', 'the answer is larger than 16 MiB');
    }
    const compositeResponse = compositeRequest.map(({ url, referenceId }) => ({
      ...{ referenceId, httpStatusCode: 200, body: url },
    }));
    return { json: { compositeResponse } };
  });
  return { http, sizes };
}

const paths = ['/a', '/b', '/c', '/d', '/e'];

describe('readParts', () => {
  it('asks once where the answer fits', async () => {
    const { http, sizes } = orgOf(5);

    const parts = await readParts(http, paths, 'test');

    expect(parts.map(({ body }) => body)).toEqual(paths);
    expect(sizes).toEqual([5]);
  });

  it.each([
    [3, [5, 3, 2]],
    [1, [5, 3, 2, 1, 1, 1, 2, 1, 1]],
  ])('reads halves where more than %i parts are too large together', async (most, asked) => {
    const { http, sizes } = orgOf(most);

    const parts = await readParts(http, paths, 'test');

    expect(parts.map(({ body }) => body)).toEqual(paths);
    expect(sizes.sort()).toEqual(asked.sort());
  });

  it('ends with the error where a single part is too large', async () => {
    const { http, sizes } = orgOf(0);

    await expect(readParts(http, ['/a'], 'test')).rejects.toMatchObject({
      code: 'HTTP_BODY_TOO_LARGE',
    });
    expect(sizes).toEqual([1]);
  });
});
