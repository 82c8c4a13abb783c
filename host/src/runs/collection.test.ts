import { type ManifestStream, RollcallError, toErrorData } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { Collection, type CollectionOptions, type SliceMessage } from './collection.js';
import type { RunWriter, StreamPatch } from './run-writer.js';
import type { Sink, SinkBatch } from './sink.js';

const stream = (name: string): ManifestStream => ({
  name,
  title: name,
  entity: 'account',
  primaryKey: ['id'],
  mode: 'snapshot',
});
const tenant: SliceMessage = { type: 'tenant', id: 'org', name: 'Org' };
const batch = (name: string, seq: number): SliceMessage => ({
  type: 'batch',
  stream: name,
  seq,
  count: 1,
  records: '',
  cursor: `{"seq":${seq}}`,
});
const done: SliceMessage = { type: 'done', lastSeq: 1 };

/** A collection over scripted slices; each error in a script is thrown by the hook process. */
function collect(
  slices: readonly (readonly (SliceMessage | Error)[])[],
  more: Partial<CollectionOptions> & { readonly commit?: Sink['commit'] } = {},
) {
  const committed: SinkBatch[] = [];
  const patches: (StreamPatch & { readonly stream: string })[] = [];
  const begun: (readonly string[])[] = [];
  const sink: Sink = {
    open: async () => undefined,
    commit: async (one) => {
      committed.push(one);
      return { records: 1, inserted: 1, updated: 0 };
    },
    completePass: async () => ({ gone: 0 }),
    close: async () => {},
    ...(more.commit ? { commit: more.commit } : {}),
  };
  const writer: Pick<RunWriter, 'plan' | 'stream' | 'note'> = {
    plan: async () => {},
    stream: async (name, patch) => void patches.push({ stream: name, ...patch }),
    note: async () => {},
  };
  let slice = 0;
  const collection = new Collection({
    streams: [stream('a'), stream('b')],
    ended: new Map(),
    sink,
    writer,
    startSlice: async function* (pending) {
      begun.push(pending.map(({ manifest }) => manifest.name));
      for (const message of slices[slice++] ?? []) {
        if (message instanceof Error) throw message;
        yield message;
      }
    },
    bindTenant: async () => {},
    receipt: () => ({}),
    requestsBefore: new Map(),
    now: () => new Date('2026-11-25T12:00:00Z'),
    stopped: () => undefined,
    sleepUntil: async () => {},
    signal: new AbortController().signal,
    monotonic: () => 0,
    ...more,
  });
  return { collection, committed, patches, begun };
}

describe('Collection', () => {
  it('reads slice after slice until the plugin says that it is done', async () => {
    const { collection, committed, begun } = collect([
      [tenant, batch('a', 1), { type: 'sliceEnd' }],
      [
        tenant,
        { type: 'snapshotComplete', stream: 'a', visibility: 'all' },
        batch('b', 1),
        { type: 'sliceEnd' },
      ],
      [tenant, batch('b', 1), done],
    ]);

    const result = await collection.run();

    expect(result).toEqual({
      end: { kind: 'done' },
      streams: [{ status: 'done' }, { status: 'done' }],
    });
    expect(committed.map((one) => one.stream)).toEqual(['a', 'b', 'b']);
    expect(begun).toEqual([['a', 'b'], ['a', 'b'], ['b']]);
  });

  it('ends with HOOK_STUCK after a slice that committed nothing', async () => {
    const { collection } = collect([[tenant, { type: 'sliceEnd' }]]);

    const { end } = await collection.run();

    expect(end).toMatchObject({ kind: 'error', error: { code: 'HOOK_STUCK' } });
  });

  it('commits nothing before the tenant is known', async () => {
    const { collection, committed } = collect([[batch('a', 1), done]]);

    const { end } = await collection.run();

    expect(end).toMatchObject({ kind: 'error', error: { code: 'HOOK_PROTOCOL' } });
    expect(committed).toEqual([]);
  });

  it('stops before the first batch when the tenant is another one', async () => {
    const { collection, committed } = collect([[tenant, batch('a', 1), done]], {
      bindTenant: async () => {
        throw new RollcallError('TENANT_CHANGED', 'another organisation');
      },
    });

    const { end } = await collection.run();

    expect(end).toMatchObject({ kind: 'error', error: { code: 'TENANT_CHANGED' } });
    expect(committed).toEqual([]);
  });

  it('keeps what is done and pauses the rest when the quota stops the run', async () => {
    const ceiling = new RollcallError('QUOTA_CEILING', 'at 75 %');
    const { collection, patches } = collect([
      [tenant, { type: 'snapshotComplete', stream: 'a', visibility: 'all' }, ceiling],
    ]);

    const { streams } = await collection.run();

    expect(streams).toEqual([{ status: 'done' }, { status: 'paused' }]);
    expect(patches.at(-1)).toMatchObject({ stream: 'b', status: 'paused', reason: 'at 75 %' });
  });

  it('believes the broker, not a plugin that swallowed the ceiling', async () => {
    const { collection } = collect([[tenant, batch('a', 1), done]], {
      stopped: () => new RollcallError('QUOTA_CEILING', 'at 75 %'),
    });

    const { end, streams } = await collection.run();

    expect(end).toMatchObject({ kind: 'error', error: { code: 'QUOTA_CEILING' } });
    expect(streams).toEqual([{ status: 'paused' }, { status: 'paused' }]);
  });

  it('goes on with the other streams when one fails or is skipped', async () => {
    const error = toErrorData(new RollcallError('QUERY_TIMEOUT', 'too slow'));
    const { collection } = collect([
      [
        tenant,
        { type: 'failed', stream: 'a', error },
        { type: 'skipped', stream: 'b', reason: 'not permitted' },
        done,
      ],
    ]);

    const { streams } = await collection.run();

    expect(streams).toEqual([{ status: 'failed', error }, { status: 'skipped' }]);
  });

  it('ends where one stream’s error concerns all of them', async () => {
    const error = toErrorData(new RollcallError('AUTH_REFUSED', 'the secret is wrong'));
    const { collection } = collect([[tenant, { type: 'failed', stream: 'a', error }, done]]);

    const { end, streams } = await collection.run();

    expect(end).toMatchObject({ kind: 'error', error: { code: 'AUTH_REFUSED' } });
    expect(streams.map(({ status }) => status)).toEqual(['failed', 'failed']);
  });

  it('goes on where a quota is at its ceiling that only one stream needs', async () => {
    const error = toErrorData(new RollcallError('QUOTA_CEILING', 'no more batches'));
    const { collection } = collect([[tenant, { type: 'failed', stream: 'a', error }, done]]);

    const { streams } = await collection.run();

    expect(streams).toEqual([{ status: 'failed', error }, { status: 'done' }]);
  });

  it('fails only the stream whose snapshot shrank', async () => {
    const { collection } = collect(
      [[tenant, { type: 'snapshotComplete', stream: 'a', visibility: 'all' }, done]],
      {
        sink: {
          open: async () => undefined,
          commit: async () => ({ records: 0, inserted: 0, updated: 0 }),
          completePass: async () => {
            throw new RollcallError('SNAPSHOT_SHRANK', '900 records were not there');
          },
          close: async () => {},
        },
      },
    );

    const { streams } = await collection.run();

    expect(streams.map((one) => one.status)).toEqual(['failed', 'done']);
  });

  it('reads no stream again that an earlier worker of the run finished', async () => {
    const { collection, begun } = collect([[tenant, batch('b', 1), done]], {
      ended: new Map([['a', { status: 'done' }]]),
    });

    await collection.run();

    expect(begun).toEqual([['b']]);
  });

  it('is cancelled by a person, and leaves the run to others when the lease is lost', async () => {
    const cancelled = AbortSignal.abort(new RollcallError('RUN_CANCELLED', 'stop'));
    const lost = new RollcallError('LEASE_LOST', 'taken');

    const result = await collect([], { signal: cancelled }).collection.run();
    const taken = collect([[tenant, batch('a', 1)]], {
      commit: async () => {
        throw lost;
      },
    }).collection.run();

    expect(result.end).toEqual({ kind: 'cancelled' });
    await expect(taken).rejects.toBe(lost);
  });
});
