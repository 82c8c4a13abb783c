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
};
