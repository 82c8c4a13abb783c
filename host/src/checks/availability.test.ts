import { describe, expect, it } from 'vitest';

import { availabilityOf, type StreamFacts } from './availability.js';

const readAt = new Date('2026-11-25T12:00:00Z');
const accounts: StreamFacts = {
  name: 'accounts',
  title: 'Accounts',
  entity: 'account',
  isOn: true,
  isSnapshot: true,
  outcome: 'done',
  reason: undefined,
  hint: undefined,
  readAt,
  isWhole: true,
};
const signIns: StreamFacts = {
  ...accounts,
  name: 'sign-ins',
  title: 'Sign-ins',
  entity: 'sign_in',
  isSnapshot: false,
  readAt: new Date('2026-11-25T11:00:00Z'),
};
const both = { entities: ['account', 'sign_in'] } as const;

function reasonOf(...streams: readonly StreamFacts[]): string {
  const availability = availabilityOf(both, streams);
  return availability.isAvailable ? '' : availability.reason;
}

describe('availabilityOf', () => {
  it('is given when every entity was read, as old as the oldest of them', () => {
    expect(availabilityOf(both, [accounts, signIns])).toEqual({
      isAvailable: true,
      factsAt: signIns.readAt,
      isProven: true,
    });
  });

  it.each([
    [
      'was skipped. No right. Tick it.',
      { outcome: 'skipped', reason: 'no right', hint: 'Tick it.' },
    ],
    ['could not be read. It broke.', { outcome: 'failed', reason: 'it broke', readAt: undefined }],
    ['has not been read to its end yet', { outcome: 'paused', readAt: undefined }],
    ['has not been collected yet', { outcome: undefined, readAt: undefined }],
    ['is not collected. Switch the stream sign-ins on', { isOn: false }],
  ] as const)('names the stream and what to do: %s', (words, facts) => {
    expect(reasonOf(accounts, { ...signIns, ...facts })).toContain(words);
  });

  it('says that a plugin has no stream for an entity', () => {
    expect(reasonOf(accounts)).toContain('the plugin has no stream for it');
  });

  it.each([
    ['a pass that did not see all', { isWhole: false }],
    ['a stream that failed before it was ever read', { outcome: 'failed', readAt: undefined }],
    ['a stream that was read, and is skipped now', { outcome: 'skipped' }],
    ['a stream that was read, and is off now', { isOn: false }],
  ] as const)('proves no absence with %s', (_, facts) => {
    const other: StreamFacts = { ...accounts, name: 'portal-accounts', ...facts };

    expect(availabilityOf(both, [accounts, other, signIns])).toMatchObject({
      isAvailable: true,
      isProven: false,
    });
  });

  it('does not mind a stream that was never read', () => {
    const other = { ...accounts, name: 'portal-accounts', isOn: false, readAt: undefined };
    const never: StreamFacts = { ...other, outcome: undefined };

    expect(availabilityOf(both, [accounts, never, signIns])).toMatchObject({ isProven: true });
  });
});
