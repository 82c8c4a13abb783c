import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { PriceBook } from '../prices/price-book.js';
import { aHolder, aPool, daysAgo, sampleIntegration, sampleNow } from '../testing/samples.js';
import { judgeIntegration, type LicenceInput, pricePools } from './integration-licences.js';
import type { HolderFacts } from './licence-facts.js';
import { figuresOf } from './licence-figures.js';
import { stepsOf } from './licence-steps.js';

const book: PriceBook = {
  currency: 'EUR',
  lists: new Map([
    [
      'i1',
      {
        scope: 'acme',
        origin: 'settings',
        kind: 'contract',
        list: {
          currency: 'EUR',
          asOf: '2026-01-01',
          renewsOn: '2027-03-01',
          licences: [
            { key: 'FULL', prices: [{ monthly: 33.335 }], source: 'contract' },
            { key: 'BOT', freeSeats: 2, prices: [{ monthly: 10 }], source: 'contract' },
          ],
        },
      },
    ],
  ]),
};
const pools = [
  aPool({ used: 9 }),
  aPool({ licenceId: 'L2', key: 'BOT', used: 4, assigned: 4 }),
  aPool({ licenceId: 'L3', key: 'ODD' }),
];

function inputOf(holders: readonly HolderFacts[], days: number): LicenceInput {
  const priced = pricePools(sampleIntegration, pools, book);
  return { integration: sampleIntegration, pools: priced, holders, now: sampleNow, days };
}

const person = fc.record({
  last: fc.option(fc.integer({ min: 0, max: 250 }), { nil: undefined }),
  licences: fc.subarray(['L1', 'L2', 'L3'], { minLength: 1 }),
  kind: fc.constantFrom('human', 'service'),
  state: fc.constantFrom('active', 'frozen', 'deactivated'),
  isAdministrator: fc.boolean(),
});

describe('the money by days without use', () => {
  it('is what the report of those days says', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 12 }), (people) => {
        const holders = people.map(({ last, licences, ...patch }, index) =>
          aHolder({
            ...patch,
            accountId: `a${index}`,
            lastSignInAt: last === undefined ? null : daysAgo(last),
            licenceId: licences[0] ?? null,
            licenceIds: licences,
          }),
        );

        const steps = stepsOf([inputOf(holders, 90)]);

        for (const days of [30, 31, 90, 180]) {
          const report = judgeIntegration(inputOf(holders, days));
          const figures = figuresOf({ ...report, changes: [] });
          expect(steps.find((step) => step.days === days)).toEqual({
            days,
            humans: report.accounts.filter(({ kind }) => kind === 'human').length,
            services: report.accounts.filter(({ kind }) => kind === 'service').length,
            unpriced: report.accounts.filter(({ monthlySaving }) => monthlySaving === null).length,
            idleSpend: figures.idleSpend,
            reclaimableNow: figures.reclaimableNow,
            realisableAtRenewal: figures.realisableAtRenewal,
          });
        }
      }),
    );
  });

  it('is known for every day from 30 to 180, also where nobody holds a licence', () => {
    const steps = stepsOf([]);

    expect(steps.map(({ days }) => days)).toEqual(Array.from({ length: 151 }, (_, n) => 30 + n));
    expect(steps[0]).toMatchObject({ humans: 0, idleSpend: 0, realisableAtRenewal: { on: null } });
  });

  it('adds up several integrations', () => {
    const [step] = stepsOf([inputOf([aHolder()], 90), inputOf([aHolder(), aHolder()], 90)]);

    expect(step).toMatchObject({ humans: 3, idleSpend: 100.02 });
  });
});
