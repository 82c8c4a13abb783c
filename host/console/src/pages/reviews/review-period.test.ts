import { describe, expect, it } from 'vitest';

import { periodOf } from './review-period.js';

const none = { from: '', to: '' };
const now = new Date('2026-02-14T12:00:00Z');

describe('the period of a review', () => {
  it('is whole months and quarters in UTC, over the turn of a year', () => {
    expect(periodOf('month', none, now).period).toEqual({ from: '2026-01-01', to: '2026-01-31' });
    expect(periodOf('quarter', none, now).period).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(periodOf('90d', none, now).period).toEqual({ from: '2025-11-16' });
    expect(periodOf('30d', none, now).period).toEqual({});
  });

  it('needs days in their order', () => {
    expect(periodOf('custom', none, now).faults).toHaveProperty('from');
    expect(periodOf('custom', none, now).faults).toHaveProperty('to');
    const reversed = { from: '2026-01-02', to: '2026-01-01' };
    expect(periodOf('custom', reversed, now).period).toBeUndefined();
    const same = { from: '2026-01-01', to: '2026-01-01' };
    expect(periodOf('custom', same, now).period).toEqual(same);
    expect(periodOf('since', none, now).period).toBeUndefined();
  });
});
