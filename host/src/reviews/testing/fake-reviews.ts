import { RollcallError } from '@rollcall/core';

import type { HostReviews } from '../../host-port.js';
import { aSignInReport } from '../../reports/testing/samples.js';
import type { Review } from '../review.js';

/** An open review of two lines. */
const sampleReview: Review = {
  id: '3f9a2c11-0000-4000-8000-000000000000',
  kind: 'sign-ins',
  integrationId: 'int-1',
  integrationName: 'Production',
  from: new Date('2026-05-01T00:00:00Z'),
  to: new Date('2026-06-01T00:00:00Z'),
  state: 'open',
  startedAt: new Date('2026-06-01T12:00:00Z'),
  startedBy: 'ada',
  completedAt: null,
  completedBy: null,
  reviewer: null,
  statement: null,
  totals: { lines: 2, accepted: 1, questioned: 0, revoked: 0, waiting: 1 },
  pack: null,
};

/** Reviews that answer with the sample, and tell `change` what they were asked to do. */
export function fakeReviews(
  change: <Result>(what: string, value: unknown, result: Result) => Result,
): HostReviews {
  const get = async (id: string): Promise<Review> => {
    if (sampleReview.id.startsWith(id)) return sampleReview;
    throw new RollcallError('NOT_FOUND', `there is no review "${id}"`);
  };
  return {
    start: async (wish, by) => change('review start', { wish, by }, sampleReview),
    list: async () => [sampleReview],
    get,
    basis: async () => ({ kind: 'sign-ins', report: aSignInReport() }),
    lines: async () => [
      {
        line: 1,
        facts: {
          ...{ kind: 'sign-ins', group: 'country', value: 'DE', integrationId: null },
          ...{ accountId: null, reasons: [], signIns: 3, failures: 0, lastAt: null },
        },
        decision: null,
      },
    ],
    history: async () => [],
    decide: async (id, lines, wish, by) =>
      change('review decide', { id, lines, wish, by }, await get(id)),
    complete: async (id, wish, by) => change('review complete', { id, wish, by }, await get(id)),
    recordPack: async (id, pack) => change('review pack', { id, pack }, undefined),
  };
}
