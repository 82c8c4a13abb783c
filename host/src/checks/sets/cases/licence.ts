import { ago, type CheckCase, person } from '../../testing/check-case.js';

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
};
