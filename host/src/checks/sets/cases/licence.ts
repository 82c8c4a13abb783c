import { ago, type CheckCase, person, signIn } from '../../testing/check-case.js';

const pools = [
  { id: 'full', name: 'Full', layer: 'base', total: 100, used: 60 },
  { id: 'extra', name: 'Extra', layer: 'permission_set', total: 10, used: 5 },
];
const frozen = { state: 'frozen', licenceId: 'full' };
const freeze = (targetId: string, days: number) => ({
  id: `freeze-${targetId}`,
  time: ago(days),
  action: 'froze',
  class: 'account_frozen',
  targetId,
});

const idle = (id: string, days: number, fields = {}) =>
  person(id, { lastSignInAt: ago(days), licenceId: 'full', ...fields });
const small = { id: 'small', name: 'Small', layer: 'base', total: 20 };

const off = person('off', { state: 'deactivated' });
const seat = (accountId: string, licenceId: string) => ({
  id: `${accountId}:${licenceId}`,
  accountId,
  licenceId,
  layer: 'permission_set',
});
const apiDays = (accountId: string, days: number) =>
  Array.from({ length: days }, (_, day) =>
    signIn(accountId, day + 1, { channel: 'api', method: 'oauth', application: 'Loader' }),
  );

/** Cases of the checks of licences, by check. */
export const licenceCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'licence-held-frozen': [
    {
      name: 'finds a frozen account with a base licence, though nothing tells since when',
      facts: { account: [person('ice', frozen)], licence_pool: pools },
      expected: [['ice', 'medium', 'ice@acme.example has been frozen and still holds Full']],
    },
    {
      name: 'says since when, and names every seat',
      facts: {
        account: [person('ice', frozen)],
        licence_pool: pools,
        licence_assignment: [
          { id: '1', accountId: 'ice', licenceId: 'full', layer: 'base' },
          { id: '2', accountId: 'ice', licenceId: 'extra', layer: 'permission_set' },
        ],
        audit_event: [freeze('ice', 20)],
      },
      expected: [['ice', 'medium', 'frozen for 20 days and still holds Full and Extra']],
    },
    {
      name: 'finds a machine, past the days of grace',
      facts: {
        account: [person('robot', { ...frozen, kind: 'service' })],
        audit_event: [freeze('robot', 14.1)],
      },
      expected: [['robot', 'medium', 'still holds full']],
    },
    {
      name: 'leaves the days of grace, to the last',
      facts: { account: [person('ice', frozen)], audit_event: [freeze('ice', 14)] },
      expected: [],
    },
    {
      name: 'leaves out who holds nothing',
      facts: {
        account: [person('ice', { state: 'frozen' })],
        licence_assignment: [
          { id: '1', accountId: 'ice', licenceId: 'full', layer: 'base', goneAt: ago(1) },
        ],
      },
      expected: [],
    },
    {
      name: 'leaves out who is not frozen, and accounts of the provider',
      facts: {
        account: [
          person('ada', { licenceId: 'full' }),
          person('off', { state: 'deactivated', licenceId: 'full' }),
          person('auto', { ...frozen, kind: 'system' }),
        ],
      },
      expected: [],
    },
  ],
  'licence-idle': [
    {
      name: 'finds who has not used a paid seat for 60 days, at the edge',
      facts: { account: [idle('ada', 60), idle('bob', 59.9)], licence_pool: pools },
      expected: [
        ['ada', 'medium', 'ada@acme.example has not been used for 60 days and holds Full'],
      ],
    },
    {
      name: 'finds who never came, and machines',
      facts: {
        account: [
          idle('never', 0, { lastSignInAt: null, createdAt: ago(61) }),
          idle('robot', 70, { kind: 'service' }),
        ],
        licence_pool: pools,
      },
      expected: [
        ['never', 'medium', 'has never been used for 61 days'],
        ['robot', 'medium'],
      ],
    },
    {
      name: 'takes it more seriously when a large part is idle',
      facts: {
        account: ['a', 'b', 'c', 'd', 'e'].map((id) => idle(id, 70)),
        licence_pool: pools,
      },
      expected: ['a', 'b', 'c', 'd', 'e'].map((id) => [id, 'high'] as const),
    },
    {
      name: 'does not take one seat of a small licence for a large part',
      facts: {
        account: ['a', 'b'].map((id) => idle(id, 70, { licenceId: 'small' })),
        licence_pool: [small],
      },
      expected: [
        ['a', 'medium'],
        ['b', 'medium'],
      ],
    },
    {
      name: 'leaves out what costs nothing',
      facts: {
        account: [idle('ada', 70), idle('bob', 70, { licenceId: 'open' })],
        licence_pool: [
          { ...small, id: 'full', isFree: true },
          { ...small, id: 'open', total: null },
        ],
      },
      expected: [],
    },
    {
      name: 'counts the use of a token',
      facts: {
        account: [idle('ada', 70)],
        licence_pool: pools,
        app_grant: [{ id: 't', accountId: 'ada', appName: 'Mail', lastUsedAt: ago(59) }],
      },
      expected: [],
    },
    {
      name: 'leaves frozen and deactivated accounts to other checks',
      facts: {
        account: [idle('ice', 70, { state: 'frozen' }), idle('off', 70, { state: 'deactivated' })],
        licence_pool: pools,
      },
      expected: [],
    },
  ],
  'licence-held-deactivated': [
    {
      name: 'finds seats of add-ons, one finding an account',
      facts: {
        account: [off],
        licence_pool: pools,
        licence_assignment: [seat('off', 'extra'), seat('off', 'another')],
      },
      expected: [
        ['off', 'low', 'off@acme.example is deactivated and still holds Extra and another'],
      ],
    },
    {
      name: 'knows that a seat is counted when the numbers say so',
      facts: {
        account: [off, person('ada')],
        licence_pool: [{ ...pools[1], id: 'extra', used: 2 }],
        licence_assignment: [seat('off', 'extra'), seat('ada', 'extra')],
      },
      expected: [['off', 'low']],
    },
    {
      name: 'only mentions a seat that is not counted',
      facts: {
        account: [off, person('ada')],
        licence_pool: [{ ...pools[1], id: 'extra', used: 1 }],
        licence_assignment: [seat('off', 'extra'), seat('ada', 'extra')],
      },
      expected: [['off', 'info']],
    },
    {
      name: 'leaves out who is not deactivated',
      facts: {
        account: [person('ada'), person('ice', { state: 'frozen' })],
        licence_assignment: [seat('ada', 'extra'), seat('ice', 'extra')],
      },
      expected: [],
    },
    {
      name: 'leaves out seats that were taken away',
      facts: { account: [off], licence_assignment: [{ ...seat('off', 'x'), goneAt: ago(1) }] },
      expected: [],
    },
    {
      name: 'does not count what an account’s profile would bring',
      facts: { account: [{ ...off, licenceId: 'full' }], licence_pool: pools },
      expected: [],
    },
  ],
  'licence-over-specified': [
    {
      name: 'finds a person’s seat that only programs used, on five days',
      facts: { account: [idle('ada', 1)], licence_pool: pools, sign_in: apiDays('ada', 5) },
      expected: [
        [
          'ada',
          'low',
          'ada@acme.example holds Full, but only programs signed in with it, on 5 days',
        ],
      ],
    },
    {
      name: 'does not count a page that let nobody in',
      facts: {
        account: [idle('ada', 1)],
        licence_pool: pools,
        sign_in: [...apiDays('ada', 6), signIn('ada', 20, { outcome: 'failure' })],
      },
      expected: [['ada', 'low']],
    },
    {
      name: 'forgets what was before the window',
      facts: {
        account: [idle('ada', 1)],
        licence_pool: pools,
        sign_in: [...apiDays('ada', 6), signIn('ada', 90)],
      },
      expected: [['ada', 'low']],
    },
    {
      name: 'is content with a single visit of the page',
      facts: {
        account: [idle('ada', 1)],
        licence_pool: pools,
        sign_in: [...apiDays('ada', 6), signIn('ada', 89)],
      },
      expected: [],
    },
    {
      name: 'waits for five days of use',
      facts: { account: [idle('ada', 1)], licence_pool: pools, sign_in: apiDays('ada', 4) },
      expected: [],
    },
    {
      name: 'leaves out machines and seats that cost nothing',
      facts: {
        account: [idle('robot', 1, { kind: 'service' }), idle('bob', 1, { licenceId: 'free' })],
        licence_pool: [...pools, { ...pools[0], id: 'free', isFree: true }],
        sign_in: [...apiDays('robot', 6), ...apiDays('bob', 6)],
      },
      expected: [],
    },
  ],
};
