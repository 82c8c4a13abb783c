import { describe, expect, it } from 'vitest';

import type { CollectRun, Connector } from '../connector/connector.js';
import type { CollectMessage } from '../connector/messages.js';
import { checkResume } from './check-resume.js';
import { MemoryHttp } from './memory-http.js';

/** Six records in batches of two; `next` says which cursor follows a batch. */
function connectorWith(next: (start: number) => number) {
  return class implements Connector {
    async *testConnectivity() {}
    async *collect(run: CollectRun<unknown>): AsyncGenerator<CollectMessage> {
      yield { type: 'tenant', id: 'T1', name: 'Tenant' };
      const from = Number(run.streams[0]?.cursor ?? 0);
      for (let start = from; start < 6; start += 2) {
        const records = [{ id: `r${start}` }, { id: `r${start + 1}` }];
        yield { type: 'batch', stream: 'accounts', records, cursor: next(start) };
      }
    }
  };
}

const options = { config: {}, streams: ['accounts'], http: () => new MemoryHttp() };

describe('checkResume', () => {
  it('passes a cursor that covers what came before it', async () => {
    const kills = await checkResume(
      connectorWith((start) => start + 2),
      options,
    );

    expect(kills).toBe(3);
  });

  it('finds a cursor that runs ahead of its batch', async () => {
    const check = checkResume(
      connectorWith((start) => start + 4),
      options,
    );

    await expect(check).rejects.toMatchObject({
      code: 'HOOK_PROTOCOL',
      message: expect.stringContaining('r2'),
    });
  });
});
