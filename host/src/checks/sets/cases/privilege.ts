import { administratorsAre, ago, type CheckCase, person, role } from '../../testing/check-case.js';

const holding = (capabilities: readonly string[], id: string, fields = {}) => ({
  account: [person(id, fields)],
  ...role(capabilities, [id]),
});
const inactive = (days: number) => ({ lastSignInAt: ago(days) });

/** Cases of the checks of rights, by check. */
export const privilegeCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'admin-dormant': [
    {
      name: 'finds an administrator that nobody has used for 30 days',
      facts: { account: [person('root', inactive(30))], ...administratorsAre('root') },
      expected: [
        ['root', 'high', 'root@acme.example is an administrator that nobody has used for'],
      ],
    },
    {
      name: 'adds up rights of several roles',
      facts: {
        account: [person('sum', inactive(100))],
        role: [
          { id: 'p', name: 'Reader', kind: 'profile', capabilities: ['data.view_all'] },
          { id: 's', name: 'Desk', kind: 'permission_set', capabilities: ['users.manage'] },
        ],
        role_assignment: [
          { id: '1', accountId: 'sum', roleId: 'p', via: 'profile', active: true },
          { id: '2', accountId: 'sum', roleId: 's', via: 'group', active: true },
        ],
      },
      expected: [['sum', 'high']],
    },
    {
      name: 'knows the profile also where assignments do not tell it',
      facts: {
        account: [person('root', { ...inactive(31), profileId: 'p' }), person('b')],
        role: [{ id: 'p', name: 'Admin', kind: 'profile', capabilities: ['data.modify_all'] }],
      },
      expected: [['root', 'high']],
    },
    {
      name: 'leaves one alone that was used lately, at the edge',
      facts: { account: [person('root', inactive(29.9))], ...administratorsAre('root') },
      expected: [],
    },
    {
      name: 'does not count a role that has ended, is not in force or is gone',
      facts: {
        account: [person('a', inactive(50)), person('b', inactive(50)), person('c', inactive(50))],
        role: [{ id: 'r', name: 'r', kind: 'profile', capabilities: ['data.modify_all'] }],
        role_assignment: [
          { id: '1', accountId: 'a', roleId: 'r', via: 'direct', expiresAt: ago(0) },
          { id: '2', accountId: 'b', roleId: 'r', via: 'direct', active: false },
          { id: '3', accountId: 'c', roleId: 'r', via: 'direct', goneAt: ago(1) },
        ],
      },
      expected: [],
    },
    {
      name: 'does not take half of the rights for an administrator’s',
      facts: { account: [person('half', inactive(50))], ...role(['data.view_all'], ['half']) },
      expected: [],
    },
  ],
  'guest-activity': [
    {
      name: 'finds a guest with the API',
      facts: holding(['api.enabled'], 'guest', { kind: 'guest' }),
      expected: [['guest', 'high', 'guest@acme.example, a guest, holds api.enabled']],
    },
    {
      name: 'is critical with a right over all data',
      facts: holding(['data.view_all'], 'guest', { kind: 'guest' }),
      expected: [['guest', 'critical']],
    },
    {
      name: 'finds a guest that sees every account',
      facts: holding(['users.view_all'], 'guest', { kind: 'guest' }),
      expected: [['guest', 'high']],
    },
    {
      name: 'is content with a guest without rights',
      facts: holding(['mfa.required'], 'guest', { kind: 'guest' }),
      expected: [],
    },
    {
      name: 'leaves out guests that are switched off',
      facts: holding(['api.enabled'], 'guest', { kind: 'guest', state: 'deactivated' }),
      expected: [],
    },
    { name: 'leaves people out', facts: holding(['api.enabled'], 'ada'), expected: [] },
  ],
};
