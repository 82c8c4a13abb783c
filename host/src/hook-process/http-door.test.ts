import { RollcallError } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { HttpDoor } from './http-door.js';
import type { ParentMessage } from './protocol.js';

const ceiling = new RollcallError('QUOTA_CEILING', 'the batches are used up');

/** A door to a broker that refuses, or answers nothing until it is aborted. */
function openDoor(refusal?: RollcallError) {
  const heard = Promise.withResolvers<ParentMessage>();
  const answer = (signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      if (refusal) reject(refusal);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const door = new HttpDoor({
    http: {
      request: (_request, _attempt, signal) => answer(signal),
      stream: (_request, signal) => answer(signal),
    },
    send: heard.resolve,
    now: () => 0,
  });
  return { door, heard: heard.promise };
}

describe('HttpDoor', () => {
  it('remembers what the broker refused a request with', async () => {
    const { door, heard } = openDoor(ceiling);

    door.handle({ type: 'request', id: 1, attempt: 1, request: { url: '/batch' } });

    expect(await heard).toMatchObject({ type: 'refusal', error: { code: 'QUOTA_CEILING' } });
    expect(door.refusals.get('QUOTA_CEILING')).toBe(ceiling);
  });

  it('takes what the plugin dropped for no refusal', async () => {
    const { door, heard } = openDoor();

    door.handle({ type: 'request', id: 1, attempt: 1, request: { url: '/slow' } });
    door.handle({ type: 'drop', id: 1 });

    expect(await heard).toMatchObject({ type: 'refusal' });
    expect(door.refusals.size).toBe(0);
  });
});
