import { MemoryClock, type RunConnectorOptions, runConnector } from '@rollcall/core/testing';
import { describe, expect, it } from 'vitest';

import { SalesforceConnector } from '../connector.js';
import { smallCompany } from '../fixtures/small-company.js';
import { TinyOrg } from '../fixtures/tiny-org.js';

const now = '2026-11-01T10:00:00.000Z';
const whole = { from: '2026-01-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
const recent = { from: '2026-10-31T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' };

type Asked = Pick<RunConnectorOptions<unknown>, 'count' | 'readAgain'>;

async function collect(asked: Asked) {
  const org = new TinyOrg({ tables: smallCompany(5, 40, now), permissions: ['ManageUsers'] });
  const options = {
    config: { salesforceUrl: 'https://acme.my.salesforce.com', consumerKey: '3MVG9key' },
    ...{ http: org.http, clock: new MemoryClock(now), streams: ['sign-ins'] },
  };
  const first = await runConnector(SalesforceConnector, options);
  const cursors = first.cursors;
  const second = await runConnector(SalesforceConnector, { ...options, cursors, ...asked });
  return { first, second };
}

describe('spans of a stream', () => {
  it('are counted by the org, not by reading them', async () => {
    const { first, second } = await collect({ count: { 'sign-ins': [whole, recent] } });

    const times = (first.records['sign-ins'] ?? []).map(({ time }) => String(time));
    const counted = second.messages.filter(({ type }) => type === 'counted');
    expect(counted).toEqual(
      [whole, recent].map(({ from, to }) => ({
        type: 'counted',
        ...{ stream: 'sign-ins', from, to },
        count: times.filter((time) => time >= from && time < to).length,
      })),
    );
  });

  it('are read again without moving the checkpoint', async () => {
    const { first, second } = await collect({ readAgain: { 'sign-ins': [recent] } });

    const again = second.messages.flatMap((message) =>
      message.type === 'batch' && message.cursor === undefined ? message.records : [],
    );
    const wanted = first.records['sign-ins'] ?? [];
    expect(again.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
  });
});
