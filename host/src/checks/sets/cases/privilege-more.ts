import { administratorsAre, ago, type CheckCase, person, role } from '../../testing/check-case.js';

const holding = (capabilities: readonly string[], id: string, fields = {}) => ({
  account: [person(id, fields)],
  ...role(capabilities, [id]),
});
const many = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
const change = (actorId: string, days: number) => ({
  id: `${actorId}-${days}`,
  time: ago(days),
  action: 'x',
  actorId,
});
const profile = (fields = {}) => ({
  id: 'std',
  name: 'Standard',
  kind: 'profile',
  custom: false,
  capabilities: ['api.enabled'],
  ...fields,
});
const assigned = (fields = {}) => ({
  id: 'x',
  accountId: 'ada',
  roleId: 'super',
  via: 'direct',
  active: true,
  updatedAt: ago(90),
  ...fields,
});
/** Colleagues, the first `rare` of whom hold a role of their own each. */
const team = (size: number, rare: number, roles: number) => ({
  account: many(size).map((id) => person(id, { profileId: 'std', department: 'Sales' })),
  role: many(roles).map((n) => ({
    id: n,
    name: n,
    kind: 'permission_set',
    capabilities: ['data.view_all'],
  })),
  role_assignment: many(rare).flatMap((id) =>
    many(roles).map((n) => ({ id: `${id}:${n}`, accountId: id, roleId: n, via: 'direct' })),
  ),
});

/** More cases of the checks of rights, by check. */
export const morePrivilegeCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'admin-inventory': [
    {
      name: 'lists an administrator',
      facts: holding(['data.modify_all', 'api.enabled'], 'root'),
      expected: [['root', 'medium', 'root@acme.example is an administrator: data.modify_all']],
    },
    {
      name: 'takes a machine more seriously',
      facts: holding(['data.modify_all'], 'robot', { kind: 'service' }),
      expected: [['robot', 'high']],
    },
    {
      name: 'lists who holds a part',
      facts: holding(['policy.manage', 'roles.manage'], 'ada'),
      expected: [['ada', 'info', 'holds privileged rights: policy.manage and roles.manage']],
    },
    {
      name: 'leaves out rights that everybody has',
      facts: holding(['api.enabled', 'setup.view'], 'ada'),
      expected: [],
    },
    {
      name: 'leaves out who cannot sign in',
      facts: holding(['data.modify_all'], 'ice', { state: 'frozen' }),
      expected: [],
    },
    {
      name: 'leaves out the provider’s own accounts',
      facts: holding(['data.modify_all'], 'auto', { kind: 'system' }),
      expected: [],
    },
  ],
  'admin-too-many': [
    {
      name: 'finds six administrators among few people',
      facts: { account: many(6).map((id) => person(id)), ...administratorsAre(...many(6)) },
      expected: [
        ['too-many', 'medium', '6 people of 6 are administrators; 5 at most are expected'],
      ],
    },
    {
      name: 'allows two of a hundred, in larger organisations',
      facts: { account: many(301).map((id) => person(id)), ...administratorsAre(...many(8)) },
      expected: [['too-many', 'medium', '8 people of 301 are administrators; 7 at most']],
    },
    {
      name: 'finds a single one',
      facts: { account: [person('root'), person('ada')], ...administratorsAre('root') },
      expected: [['too-few', 'low', 'Only root@acme.example can administer']],
    },
    {
      name: 'is content with five',
      facts: { account: many(9).map((id) => person(id)), ...administratorsAre(...many(5)) },
      expected: [],
    },
    {
      name: 'is content with seven of 301',
      facts: { account: many(301).map((id) => person(id)), ...administratorsAre(...many(7)) },
      expected: [],
    },
    {
      name: 'does not count machines',
      facts: {
        account: many(9).map((id, n) => person(id, n < 2 ? {} : { kind: 'service' })),
        ...administratorsAre(...many(9)),
      },
      expected: [],
    },
    {
      name: 'says so when it sees none',
      facts: { account: [person('ada')] },
      expected: /no person/,
    },
  ],
  'admin-right-unused': [
    {
      name: 'finds an administrator who has changed nothing for 90 days',
      facts: {
        account: [person('root'), person('boss')],
        ...administratorsAre('root', 'boss'),
        audit_event: [change('boss', 3), change('boss', 90)],
      },
      expected: [['root', 'low', 'root@acme.example is an administrator and has changed nothing']],
    },
    {
      name: 'forgets changes that are older',
      facts: {
        account: [person('root')],
        ...administratorsAre('root'),
        audit_event: [change('root', 90)],
      },
      expected: [['root', 'low']],
    },
    {
      name: 'takes other days',
      facts: {
        account: [person('root')],
        ...administratorsAre('root'),
        audit_event: [change('root', 31)],
      },
      thresholds: { days: 30 },
      expected: [['root', 'low']],
    },
    {
      name: 'is content with one change',
      facts: {
        account: [person('root')],
        ...administratorsAre('root'),
        audit_event: [change('root', 89.9), change('x', 91)],
      },
      expected: [],
    },
    {
      name: 'leaves machines, new ones and dormant ones to others',
      facts: {
        account: [
          person('robot', { kind: 'service' }),
          person('new', { createdAt: ago(80) }),
          person('old', { lastSignInAt: ago(31) }),
        ],
        ...administratorsAre('robot', 'new', 'old'),
        audit_event: [change('x', 91)],
      },
      expected: [],
    },
    {
      name: 'leaves out who is no administrator',
      facts: { ...holding(['code.author'], 'dev'), audit_event: [change('x', 91)] },
      expected: [],
    },
    {
      name: 'says so when the changes do not reach back',
      facts: {
        account: [person('root')],
        ...administratorsAre('root'),
        audit_event: [change('x', 80)],
      },
      expected: /do not reach back 90 days/,
    },
  ],
  'service-account-privileged': [
    {
      name: 'finds a machine that reads everything',
      facts: holding(['data.view_all', 'api.enabled'], 'robot', { kind: 'service' }),
      expected: [['robot', 'high', 'robot@acme.example is a service account with broad rights']],
    },
    {
      name: 'finds a machine that writes code',
      facts: holding(['code.author'], 'robot', { kind: 'service' }),
      expected: [['robot', 'high']],
    },
    {
      name: 'finds our own account when it may do more than read',
      facts: holding(['data.modify_all'], 'us', { kind: 'service', isCollector: true }),
      expected: [['us', 'high']],
    },
    {
      name: 'lets our own account have what reading takes',
      facts: holding(['data.view_all', 'users.manage', 'policy.manage'], 'us', {
        kind: 'service',
        isCollector: true,
      }),
      expected: [],
    },
    { name: 'leaves people out', facts: holding(['data.view_all'], 'ada'), expected: [] },
    {
      name: 'is content with narrow rights',
      facts: holding(['api.enabled', 'policy.manage'], 'robot', { kind: 'service' }),
      expected: [],
    },
  ],
  'app-allow-list-bypass': [
    {
      name: 'is critical for any client',
      facts: holding(['oauth.use_any_client', 'oauth.approve_uninstalled'], 'ada'),
      expected: [['ada', 'critical', 'ada@acme.example may use any application’s client']],
    },
    {
      name: 'finds who may allow applications',
      facts: holding(['oauth.approve_uninstalled'], 'ada'),
      expected: [['ada', 'high', 'may allow applications that are not installed']],
    },
    {
      name: 'is milder with an administrator',
      facts: holding(['oauth.approve_uninstalled', 'data.modify_all'], 'root'),
      expected: [['root', 'medium']],
    },
    { name: 'leaves others out', facts: holding(['api.enabled'], 'ada'), expected: [] },
    {
      name: 'leaves out who cannot sign in',
      facts: holding(['oauth.use_any_client'], 'off', { state: 'deactivated' }),
      expected: [],
    },
    {
      name: 'leaves out a role that has ended',
      facts: {
        ...holding(['oauth.use_any_client'], 'ada'),
        role_assignment: [
          { id: '1', accountId: 'ada', roleId: 'super', via: 'direct', expiresAt: ago(1) },
        ],
      },
      expected: [],
    },
  ],
  'standard-profile-in-use': [
    {
      name: 'finds one profile once, whoever has it',
      facts: {
        account: [person('a', { profileId: 'std' }), person('b', { profileId: 'std' })],
        role: [profile()],
      },
      expected: [['std', 'low', '2 people have the provider’s profile Standard']],
    },
    {
      name: 'finds the profile of a locked account',
      facts: { account: [person('a', { profileId: 'std', state: 'locked' })], role: [profile()] },
      expected: [['std', 'low', '1 person has']],
    },
    {
      name: 'finds each profile',
      facts: {
        account: [person('a', { profileId: 'std' }), person('b', { profileId: 'adm' })],
        role: [profile(), profile({ id: 'adm', capabilities: ['data.modify_all'] })],
      },
      expected: [
        ['std', 'low'],
        ['adm', 'low'],
      ],
    },
    {
      name: 'is content with a profile of one’s own',
      facts: { account: [person('a', { profileId: 'std' })], role: [profile({ custom: true })] },
      expected: [],
    },
    {
      name: 'is content with a profile that gives nothing',
      facts: {
        account: [person('a', { profileId: 'std' })],
        role: [profile({ capabilities: [] })],
      },
      expected: [],
    },
    {
      name: 'leaves out profiles that no active person has',
      facts: {
        account: [
          person('a', { profileId: 'std', state: 'deactivated' }),
          person('b', { profileId: 'std', kind: 'system' }),
        ],
        role: [profile()],
      },
      expected: [],
    },
  ],
  'privilege-without-end': [
    {
      name: 'finds a privileged role that was given 90 days ago',
      facts: { ...holding(['code.author'], 'ada'), role_assignment: [assigned()] },
      expected: [
        ['super', 'low', 'super, a privileged role, was given to 1 account without an end'],
      ],
    },
    {
      name: 'finds what came by a group',
      facts: { ...holding(['users.manage'], 'ada'), role_assignment: [assigned({ via: 'group' })] },
      expected: [['super', 'low']],
    },
    {
      name: 'takes other days',
      facts: {
        ...holding(['users.manage'], 'ada'),
        role_assignment: [assigned({ updatedAt: ago(8) })],
      },
      thresholds: { days: 7 },
      expected: [['super', 'low']],
    },
    {
      name: 'is content with an end, and with a new one',
      facts: {
        ...holding(['code.author'], 'ada'),
        role_assignment: [
          assigned({ expiresAt: ago(-9) }),
          assigned({ id: 'y', updatedAt: ago(89.9) }),
        ],
      },
      expected: [],
    },
    {
      name: 'leaves profiles out',
      facts: {
        ...holding(['code.author'], 'ada'),
        role_assignment: [assigned({ via: 'profile' })],
      },
      expected: [],
    },
    {
      name: 'leaves out roles without privileges',
      facts: { ...holding(['api.enabled'], 'ada'), role_assignment: [assigned()] },
      expected: [],
    },
  ],
  'access-peer-outlier': [
    {
      name: 'finds one of forty who holds two roles of his own',
      facts: team(40, 1, 2),
      expected: [['p0', 'low', 'p0@acme.example holds p0 and p1, unlike 39 colleagues']],
    },
    {
      name: 'finds two of forty with three rare roles',
      facts: team(40, 2, 3),
      expected: [
        ['p0', 'low'],
        ['p1', 'low'],
      ],
    },
    {
      name: 'takes a lower score',
      facts: team(40, 1, 1),
      thresholds: { score: 3 },
      expected: [['p0', 'low']],
    },
    { name: 'is content with one rare role', facts: team(40, 1, 1), expected: [] },
    { name: 'is content when more hold them', facts: team(40, 3, 5), expected: [] },
    {
      name: 'does not judge by few colleagues',
      facts: team(9, 1, 9),
      thresholds: { rareShare: 0.2 },
      expected: [],
    },
  ],
};
