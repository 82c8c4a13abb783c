import { describe, expect, it } from 'vitest';

import { continuesPass, mayMarkGone } from './snapshot-pass.js';

const now = new Date('2026-11-25T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

describe('continuesPass', () => {
  const open = { pass: 3, startedAt: hoursAgo(5), owner: '1.0.0 org' };

  it('continues a young pass of the same plugin version and tenant', () => {
    expect(continuesPass(open, '1.0.0 org', now)).toBe(true);
  });

  it.each([
    ['another version', { ...open, owner: '1.1.0 org' }],
    ['a day old', { ...open, startedAt: hoursAgo(24) }],
    ['not open', { ...open, startedAt: undefined }],
  ])('begins anew when the pass is %s', (_why, state) => {
    expect(continuesPass(state, '1.0.0 org', now)).toBe(false);
  });
});

describe('mayMarkGone', () => {
  it('marks up to 50 rows, and up to a fifth of many', () => {
    expect(mayMarkGone({ missing: 50, present: 60, shrank: undefined }, now)).toBe(true);
    expect(mayMarkGone({ missing: 51, present: 60, shrank: undefined }, now)).toBe(false);
    expect(mayMarkGone({ missing: 200, present: 1000, shrank: undefined }, now)).toBe(true);
    expect(mayMarkGone({ missing: 201, present: 1000, shrank: undefined }, now)).toBe(false);
  });

  it('marks more only when a pass an hour ago found as many', () => {
    const found = (hours: number, gone: number) => ({
      missing: 900,
      present: 1000,
      shrank: { at: hoursAgo(hours), gone },
    });

    expect(mayMarkGone(found(0.9, 900), now)).toBe(false);
    expect(mayMarkGone(found(1, 900), now)).toBe(true);
    expect(mayMarkGone(found(1, 850), now)).toBe(true);
    expect(mayMarkGone(found(1, 300), now)).toBe(false);
  });
});
