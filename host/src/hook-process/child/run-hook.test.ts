import { type CollectMessage, type Connector, RollcallError } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import type { WireMessage } from './host-channel.js';
import { HookRun } from './run-hook.js';

const input = { config: {}, streams: [], tenantId: undefined, quotas: [] };

function set(messages: () => Iterable<CollectMessage>) {
  const sent: WireMessage[] = [];
  const abort = new AbortController();
  const run = new HookRun({ send: (message) => sent.push(message), signal: abort.signal });
  const connector: Connector = {
    async *testConnectivity() {},
    async *collect() {
      yield* messages();
    },
  };
  return { sent, abort, run, end: run.run(connector, { hook: 'collect', input }) };
}

function* batches(count: number): Generator<CollectMessage> {
  for (let made = 1; made <= count; made += 1) {
    yield { type: 'batch', stream: 's', records: [{ id: `${made}` }], cursor: made };
  }
}

/** Lets everything run that does not wait for the host. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('HookRun', () => {
  it('goes no more than four items ahead of the host', async () => {
    const { run, sent } = set(() => batches(20));

    await settle();
    const first = sent.length;
    run.taken();
    run.taken();
    await settle();

    expect([first, sent.length]).toEqual([4, 6]);
  });

  it('names the last batch in the end', async () => {
    const { run, end, sent } = set(() => batches(2));
    await settle();
    run.taken();

    expect(await end).toEqual({ type: 'done', lastSeq: 2 });
    expect(sent).toMatchObject([
      { type: 'batch', seq: 1, cursor: '1' },
      { type: 'batch', seq: 2, cursor: '2' },
    ]);
  });

  it('is never done after an abort, whatever the connector makes of it', async () => {
    const returning = set(() => []);
    returning.abort.abort();
    const throwing = set(() => {
      throw new TypeError('aborted');
    });
    throwing.abort.abort();

    expect(await returning.end).toEqual({ type: 'stopped' });
    expect(await throwing.end).toEqual({ type: 'stopped' });
  });

  it('tells an error with a code of its own also after an abort', async () => {
    const { abort, end } = set(() => {
      throw new RollcallError('QUOTA_CEILING', 'full');
    });
    abort.abort();

    await expect(end).rejects.toMatchObject({ code: 'QUOTA_CEILING' });
  });

  it.each([
    ['a record', { records: [{ id: 'a', raw: { big: 1n } }] }],
    ['a cursor', { records: [], cursor: { big: 1n } }],
  ])('refuses %s that is not JSON', async (_name, part) => {
    const message = { type: 'batch', stream: 's', ...part } as unknown as CollectMessage;
    const { end } = set(() => [message]);

    await expect(end).rejects.toMatchObject({ code: 'RECORD_INVALID' });
  });
});
