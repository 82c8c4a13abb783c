import { inject, injectable } from 'tsyringe';
import { describe, expect, it } from 'vitest';

import type { Connector } from '../connector/connector.js';
import type { CollectMessage } from '../connector/messages.js';
import { account } from '../entities/account.js';
import { definePlugin } from '../plugin/define-plugin.js';
import type { Http } from '../services/http.js';
import { Tokens } from '../tokens.js';
import { MemoryHttp } from './memory-http.js';
import { runConnector, testConnector } from './run-connector.js';

function pluginThatYields(messages: () => Iterable<unknown>) {
  class Scripted implements Connector {
    async *testConnectivity() {}
    async *collect() {
      for (const message of messages()) yield message as CollectMessage;
    }
  }
  return Scripted;
}

const tenant = { type: 'tenant', id: 'T1', name: 'Tenant' };
const options = { config: {}, http: new MemoryHttp(), streams: ['accounts'] };
const batch = (records: unknown[], cursor?: unknown) => ({
  type: 'batch',
  stream: 'accounts',
  records,
  ...(cursor === undefined ? {} : { cursor }),
});

describe('runConnector', () => {
  it('injects the lent services and gives records and cursors by stream', async () => {
    @injectable()
    class Reader implements Connector {
      constructor(@inject(Tokens.Http) private readonly http: Http) {}
      async *testConnectivity() {
        yield { id: 'reach', title: 'Reach', status: 'passed' } as const;
      }
      async *collect(): AsyncGenerator<CollectMessage> {
        const answer = await this.http.request({ url: '/me' });
        yield { type: 'tenant', id: 'T1', name: answer.text() };
        yield { type: 'batch', stream: 'accounts', records: [{ id: 'a' }], cursor: { after: 'a' } };
      }
    }
    const http = new MemoryHttp().on('GET', '/me', { json: 'Tenant' });
    const plugin = definePlugin({ connector: Reader });

    const run = await runConnector(plugin, { ...options, http });
    const checks = await testConnector(plugin, { ...options, http });

    expect(run.records).toEqual({ accounts: [{ id: 'a' }] });
    expect(run.cursors).toEqual({ accounts: { after: 'a' } });
    expect(http.requests).toHaveLength(1);
    expect(checks).toEqual([{ id: 'reach', title: 'Reach', status: 'passed' }]);
  });

  it.each([
    ['a batch before the tenant', [batch([{ id: 'a' }])]],
    ['a second tenant', [tenant, { ...tenant, id: 'T2' }]],
    ['an unknown stream', [tenant, { ...batch([]), stream: 'other' }]],
    ['a cursor above 64 KiB', [tenant, batch([], 'x'.repeat(66_000))]],
    [
      'a batch after the end of its snapshot',
      [tenant, { type: 'snapshotComplete', stream: 'accounts', visibility: 'all' }, batch([])],
    ],
    ['a wait without an instant', [{ type: 'wait', until: 'soon', reason: 'job' }]],
  ])('refuses %s', async (_name, messages) => {
    const run = runConnector(
      pluginThatYields(() => messages),
      options,
    );

    await expect(run).rejects.toMatchObject({ code: 'HOOK_PROTOCOL' });
  });

  it.each([
    ['a date object', { id: 'a', raw: { at: new Date(0) } }],
    ['a number that JSON does not have', { id: 'a', raw: { at: Number.NaN } }],
    ['a record without an id', { raw: {} }],
  ])('refuses %s', async (_name, record) => {
    const run = runConnector(
      pluginThatYields(() => [tenant, batch([record])]),
      options,
    );

    await expect(run).rejects.toMatchObject({ code: 'RECORD_INVALID' });
  });

  it('names the field that does not fit the entity', async () => {
    const plugin = pluginThatYields(() => [tenant, batch([{ id: 'a', shoeSize: 43 }])]);

    const run = runConnector(plugin, { ...options, entities: { accounts: account } });

    await expect(run).rejects.toMatchObject({
      code: 'RECORD_INVALID',
      message: expect.stringContaining('shoeSize'),
    });
  });

  it.each([
    ['Date.now()', () => Date.now()],
    ['new Date()', () => new Date()],
    ['Math.random()', () => Math.random()],
  ])('tells the use of %s, also when the connector swallows it', async (name, use) => {
    const plugin = pluginThatYields(function* () {
      try {
        use();
      } catch {
        yield tenant;
      }
    });

    const run = runConnector(plugin, options);

    await expect(run).rejects.toMatchObject({ message: expect.stringContaining(name) });
    expect(use()).toBeDefined();
  });

  it('leaves the real time to what answers the requests', async () => {
    class Asking implements Connector {
      constructor(@inject(Tokens.Http) private readonly http: Http) {}
      async *testConnectivity() {}
      async *collect(): AsyncGenerator<CollectMessage> {
        yield { type: 'tenant', id: (await this.http.request({ url: '/' })).text(), name: '' };
      }
    }
    const http = new MemoryHttp().on('GET', '/', () => ({ json: Date.now() }));

    const run = await runConnector(Asking, { ...options, http });

    expect(run.messages).toHaveLength(1);
  });
});
