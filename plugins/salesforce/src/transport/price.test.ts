import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { firstPollMs, nextPollMs } from './poll-times.js';
import { bulkPageRows, cheapest, type Terms } from './price.js';

const terms: Terms = {
  compositeRows: undefined,
  hasBulk: true,
  requests: undefined,
  bulkJobs: undefined,
  bulkMegabytes: undefined,
};
const million = { rows: 1_000_000, windows: 2 };

describe('cheapest', () => {
  it('reads a million rows by Bulk with at most 16 requests', () => {
    const offer = cheapest(million, terms);

    expect(offer.transport).toBe('Bulk');
    expect(offer.requests).toBeLessThanOrEqual(16);
  });

  it('reads them in composites where Bulk refuses, with at most 110', () => {
    const offer = cheapest(million, { ...terms, hasBulk: false });

    expect(offer.transport).toBe('composite');
    expect(offer.requests).toBeLessThanOrEqual(110);
  });

  it('reads them page by page where composites are short as well, with at most 510', () => {
    const offer = cheapest(million, { ...terms, hasBulk: false, compositeRows: 200 });

    expect(offer).toEqual({ transport: 'REST', requests: 501 });
  });

  it('asks for a page of its own where that is all', () => {
    expect(cheapest({ rows: 1500, windows: 1 }, terms)).toEqual({ transport: 'REST', requests: 1 });
    expect(cheapest({ rows: 0, windows: 1 }, terms)).toEqual({ transport: 'REST', requests: 1 });
  });

  it('makes nobody wait for a job of 20,000 rows', () => {
    expect(cheapest({ rows: 20_000, windows: 2 }, terms).transport).toBe('composite');
  });

  it('makes a job of 20,000 rows where nothing else fits into what is left', () => {
    const offer = cheapest(
      { rows: 20_000, windows: 2 },
      { ...terms, compositeRows: 200, requests: 6 },
    );

    expect(offer.transport).toBe('Bulk');
  });

  it.each([
    ['jobs', { bulkJobs: 0 }],
    ['megabytes', { bulkMegabytes: 100 }],
  ])('uses no Bulk when no %s are left', (_, left) => {
    expect(cheapest(million, { ...terms, ...left }).transport).toBe('composite');
  });

  it('never offers what costs more than a page for each 2,000 rows', () => {
    const needs = fc.record({
      rows: fc.integer({ min: 0, max: 5_000_000 }),
      windows: fc.integer({ min: 1, max: 4 }),
    });
    const known = fc.option(fc.integer({ min: 1, max: 2000 }), { nil: undefined });
    fc.assert(
      fc.property(needs, known, (need, compositeRows) => {
        const offer = cheapest(need, { ...terms, compositeRows });

        const plain = Math.max(1, Math.ceil(need.rows / 2000) + Math.floor(need.windows / 2));
        expect(offer.requests).toBeLessThanOrEqual(plain);
        expect(offer).toEqual(cheapest(need, { ...terms, compositeRows }));
      }),
    );
  });
});

describe('pages of a Bulk result', () => {
  it('are at most eight for any number of rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000_000 }), (rows) => {
        expect(Math.ceil(rows / bulkPageRows(rows))).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe('polls', () => {
  it('begin when a job of its size should be done', () => {
    expect(firstPollMs(10_000)).toBe(2000);
    expect(firstPollMs(600_000)).toBe(12_000);
    expect(firstPollMs(9_000_000)).toBe(20_000);
  });

  it('are two for a job of a million rows that takes half a minute', () => {
    const first = firstPollMs(1_000_000);

    expect(first).toBeLessThan(30_000);
    expect(first + nextPollMs(first)).toBeGreaterThanOrEqual(30_000);
  });

  it('never are closer than two seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 * 86_400_000 }), (ageMs) => {
        expect(nextPollMs(ageMs)).toBeGreaterThanOrEqual(2000);
      }),
    );
  });
});
