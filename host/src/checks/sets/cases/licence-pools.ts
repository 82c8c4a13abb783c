import { ago, type CheckCase, person } from '../../testing/check-case.js';

const seat = (accountId: string, licenceId: string) => ({
  id: `${accountId}:${licenceId}`,
  accountId,
  licenceId,
  layer: 'permission_set',
});
const numbers = (total: number | null, used: number) => ({
  id: 'p',
  name: 'P',
  layer: 'permission_set',
  total,
  used,
});

/** Cases of the checks of licences as a whole, by check. */
export const licencePoolCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'licence-pool-exhausted': [
    {
      name: 'finds a licence of which 95 of 100 seats are used',
      facts: { licence_pool: [numbers(100, 95)] },
      expected: [['p', 'medium', 'P has 5 seats left of 100']],
    },
    {
      name: 'finds a licence without a seat left',
      facts: { licence_pool: [numbers(5, 5)] },
      expected: [['p', 'medium', 'P has no seat left of 5']],
    },
    {
      name: 'finds more used than bought, however few',
      facts: { licence_pool: [numbers(1, 2), { ...numbers(0, 1), id: 'q' }] },
      expected: [
        ['p', 'high', 'P is over-assigned: 2 seats used of 1'],
        ['q', 'high'],
      ],
    },
    {
      name: 'is content with 94 of 100',
      facts: { licence_pool: [numbers(100, 94)] },
      expected: [],
    },
    {
      name: 'leaves out small licences that are just used up',
      facts: { licence_pool: [numbers(4, 4)] },
      expected: [],
    },
    {
      name: 'leaves out what is not numbered, not there or gone',
      facts: {
        licence_pool: [
          numbers(null, 40),
          { ...numbers(0, 0), id: 'q' },
          { ...numbers(5, 9), id: 'r', goneAt: ago(1) },
        ],
      },
      expected: [],
    },
  ],
  'licence-pool-expiring': [
    {
      name: 'finds a licence that ends in 60 days',
      facts: { licence_pool: [{ ...numbers(10, 4), expiresOn: '2026-07-30' }] },
      expected: [['p', 'medium', 'P ends in 59 days, on 2026-07-30, with 4 seats in use']],
    },
    {
      name: 'finds a licence on its last day',
      facts: { licence_pool: [{ ...numbers(10, 4), expiresOn: '2026-06-01' }] },
      expected: [['p', 'medium', 'P ends in 0 days']],
    },
    {
      name: 'finds a licence that has ended and is still held',
      facts: { licence_pool: [{ ...numbers(10, 4), expiresOn: '2026-05-31' }] },
      expected: [['p', 'high', 'P ended on 2026-05-31 with 4 seats in use']],
    },
    {
      name: 'is content with one that ends later',
      facts: { licence_pool: [{ ...numbers(10, 4), expiresOn: '2026-08-01' }] },
      expected: [],
    },
    {
      name: 'is content with one that nobody holds',
      facts: { licence_pool: [{ ...numbers(10, 0), expiresOn: '2026-06-02' }] },
      expected: [],
    },
    {
      name: 'is content with one that has no end',
      facts: { licence_pool: [numbers(10, 4)] },
      expected: [],
    },
  ],
  'licence-pool-underused': [
    {
      name: 'finds a licence of which less than 80 % are held, and keeps a reserve',
      facts: { licence_pool: [numbers(100, 79)] },
      expected: [['p', 'low', 'P: 17 seats of 100 could be given up']],
    },
    {
      name: 'finds five spare seats',
      facts: { licence_pool: [numbers(10, 4)] },
      expected: [['p', 'low', 'P: 5 seats of 10']],
    },
    {
      name: 'finds a licence that nobody holds',
      facts: { licence_pool: [numbers(8, 0)] },
      expected: [['p', 'low', 'P: 8 seats of 8']],
    },
    {
      name: 'is content with 80 %',
      facts: { licence_pool: [numbers(100, 80)] },
      expected: [],
    },
    {
      name: 'is content with four spare seats',
      facts: { licence_pool: [numbers(10, 5)] },
      expected: [],
    },
    {
      name: 'leaves out what costs nothing or is not numbered',
      facts: {
        licence_pool: [
          { ...numbers(5000, 3), isFree: true },
          { ...numbers(null, 3), id: 'q' },
        ],
      },
      expected: [],
    },
  ],
  'licence-count-mismatch': [
    {
      name: 'finds a licence of which fewer seats were collected',
      facts: {
        account: [person('a')],
        licence_pool: [numbers(9, 4)],
        licence_assignment: [seat('a', 'p')],
      },
      expected: [['p', 'low', 'P: 1 seat collected, but the provider counts 4']],
    },
    {
      name: 'finds a licence of which none was collected',
      facts: { licence_pool: [numbers(9, 2)] },
      expected: [['p', 'low', 'P: 0 seats collected']],
    },
    {
      name: 'finds a licence of which more were collected',
      facts: {
        account: ['a', 'b', 'c'].map((id) => person(id)),
        licence_pool: [numbers(9, 1)],
        licence_assignment: ['a', 'b', 'c'].map((id) => seat(id, 'p')),
      },
      expected: [['p', 'low', 'P: 3 seats collected']],
    },
    {
      name: 'takes the nearer count, with or without deactivated holders',
      facts: {
        account: ['a', 'b', 'c'].map((id) =>
          person(id, id === 'a' ? {} : { state: 'deactivated' }),
        ),
        licence_pool: [numbers(9, 1), { ...numbers(9, 3), id: 'q' }],
        licence_assignment: ['a', 'b', 'c'].flatMap((id) => [seat(id, 'p'), seat(id, 'q')]),
      },
      expected: [],
    },
    {
      name: 'does not mind one seat, nor five of a hundred',
      facts: {
        account: Array.from({ length: 95 }, (_, n) => person(`a${n}`)),
        licence_pool: [numbers(200, 100), { ...numbers(9, 1), id: 'q' }],
        licence_assignment: Array.from({ length: 95 }, (_, n) => seat(`a${n}`, 'p')),
      },
      expected: [],
    },
    {
      name: 'leaves out features, which are counted by their holders',
      facts: { licence_pool: [{ ...numbers(9, 4), layer: 'feature' }] },
      expected: [],
    },
  ],
};
