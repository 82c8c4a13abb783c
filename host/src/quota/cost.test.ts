import { hasCode, type ManifestQuota } from '@rollcall/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { costOf, isCounted } from './cost.js';

const quota: ManifestQuota = {
  name: 'daily',
  title: 'Daily',
  usage: { header: { name: 'x', pattern: 'x' } },
  cost: [
    { match: '^POST /v\\d+/composite/batch$', cost: { perItemOf: '/batchRequests' } },
    { match: '^GET /free$', cost: 0 },
    { match: '^POST /dear', cost: 7 },
  ],
};
const batch = (items: number) => ({ batchRequests: Array(items).fill({}) });

describe('the cost of a request', () => {
  it('is one unless a rule matches', () => {
    expect(costOf(quota, { method: 'GET', path: '/v1/query', json: undefined })).toBe(1);
    expect(costOf(quota, { method: 'POST', path: '/v1/composite', json: batch(9) })).toBe(1);
    expect(costOf(quota, { method: 'GET', path: '/free', json: undefined })).toBe(0);
    expect(costOf(quota, { method: 'POST', path: '/dear', json: undefined })).toBe(7);
  });

  it('of a batch is what it carries, however the path is spelt', () => {
    const spellings = fc.constantFrom(
      '/v1/composite/batch',
      '/v1/composite/batch/',
      '//v1/composite//batch',
      '/v1/composite%2Fbatch',
      '/v1/composite/%62atch',
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), spellings, (items, path) => {
        const cost = costOf(quota, { method: 'POST', path, json: batch(items) });
        return cost === Math.max(1, items);
      }),
    );
  });

  it.each([undefined, null, {}, { batchRequests: {} }, 'text'])(
    'of a batch with the body %j is not guessed',
    (json) => {
      try {
        costOf(quota, { method: 'POST', path: '/v1/composite/batch', json });
        expect.unreachable();
      } catch (error) {
        expect(hasCode(error, 'QUOTA_UNREADABLE')).toBe(true);
      }
    },
  );

  it('counts only what the quota applies to', () => {
    const jobs = { ...quota, applies: '^POST /jobs$' };

    expect(isCounted(jobs, { method: 'POST', path: '/jobs', json: {} })).toBe(true);
    expect(isCounted(jobs, { method: 'GET', path: '/jobs/1', json: undefined })).toBe(false);
    expect(isCounted(quota, { method: 'GET', path: '/any', json: undefined })).toBe(true);
  });
});
