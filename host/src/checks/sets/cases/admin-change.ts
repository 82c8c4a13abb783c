import { ago, type CheckCase, person, role, signIn } from '../../testing/check-case.js';

let count = 0;
/** A change that `root` made a day ago. */
function change(kind: string, fields: Readonly<Record<string, unknown>> = {}) {
  count += 1;
  return { id: `e${count}`, time: ago(1), action: kind, class: kind, actorId: 'root', ...fields };
}
const people = [
  person('root'),
  person('ada', { displayName: 'Ada L' }),
  person('twin', { displayName: 'Twin' }),
  person('twin2', { displayName: 'Twin' }),
];
const power = role(['data.modify_all'], [], 'Power');
const granted = (fields = {}) =>
  change('role_granted', { objectName: 'power', targetId: 'ada', ...fields });

const acted = (fields = {}) => change('impersonation_started', fields);
const reset = (days: number, fields = {}) =>
  change('password_reset', { targetId: 'ada', time: ago(days), ...fields });
/** Ada's sign-ins: at home, and elsewhere where told. */
const at = (days: number, fields = {}) =>
  signIn('ada', days, {
    sourceIp: '1.1.1.1',
    country: 'DE',
    browser: 'Chrome 130',
    platform: 'Windows 10',
    ...fields,
  });
const home = (days: number) => at(days);

/** Cases of the checks of changes to the set-up, by check. */
export const adminChangeCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'privilege-granted': [
    {
      name: 'finds a privileged role that was given, once a day and account',
      facts: { account: people, ...power, audit_event: [granted(), granted()] },
      expected: [['ada', 'high', 'ada@acme.example was given power by root@acme.example']],
    },
    {
      name: 'finds a right that was added to a role, and knows accounts by their names',
      facts: {
        account: people,
        ...power,
        audit_event: [
          change('privilege_granted', { objectName: 'Power' }),
          granted({ targetId: null, targetName: 'ADA l' }),
          granted({ targetId: null, targetName: 'Twin' }),
        ],
      },
      expected: [
        ['role:Power', 'high', 'Power got a privileged right by root@acme.example'],
        ['ada', 'high'],
        ['Twin', 'high', 'Twin was given power'],
      ],
    },
    {
      name: 'is critical when one gives to himself, or got it within 24 hours',
      facts: {
        account: people,
        ...power,
        audit_event: [
          granted({ targetId: 'root' }),
          granted({ time: ago(2) }),
          granted({ targetId: 'twin', actorId: 'ada', time: ago(1.01) }),
          granted({ targetId: 'twin2', actorId: 'ada', time: ago(0.99) }),
        ],
      },
      expected: [
        ['root', 'critical', 'was given power by itself'],
        ['ada', 'high'],
        ['twin', 'critical'],
        ['twin2', 'high'],
      ],
    },
    {
      name: 'mentions a role that is not known any more, quietly',
      facts: { account: people, audit_event: [granted({ delegate: 'boss@acme.example' })] },
      expected: [['ada', 'low', '(boss@acme.example signed in as it)']],
    },
    {
      name: 'leaves out roles that give nothing of the kind',
      facts: { account: people, ...role(['api.enabled'], [], 'Power'), audit_event: [granted()] },
      expected: [],
    },
    {
      name: 'looks back so far and no farther',
      facts: { account: people, ...power, audit_event: [granted({ time: ago(90) })] },
      expected: [],
    },
    {
      name: 'leaves out rights that were taken away',
      facts: {
        account: people,
        ...power,
        audit_event: [
          change('role_revoked', { objectName: 'power', targetId: 'ada' }),
          change('privilege_revoked', { objectName: 'power' }),
        ],
      },
      expected: [],
    },
  ],
  'setting-weakened': [
    {
      name: 'grades by what was weakened',
      facts: {
        account: people,
        audit_event: [
          change('mfa_weakened'),
          change('network_unrestricted', { actorId: null }),
          change('network_widened'),
          change('password_policy_weakened'),
        ],
      },
      expected: [
        ['mfa_weakened', 'critical', 'MFA was weakened for the organisation by root@acme.example'],
        ['network_unrestricted', 'critical', 'by somebody unknown'],
        ['network_widened', 'high'],
        ['password_policy_weakened', 'medium'],
      ],
    },
    {
      name: 'is one finding a day and kind',
      facts: {
        account: people,
        audit_event: [
          change('app_policy_weakened'),
          change('app_policy_weakened', { actorId: 'ada' }),
          change('app_policy_weakened', { time: ago(2) }),
        ],
      },
      expected: [
        ['app_policy_weakened', 'high', '2 times'],
        ['app_policy_weakened', 'high', 'by root@acme.example'],
      ],
    },
    {
      name: 'names whose method was taken away',
      facts: { account: people, audit_event: [change('mfa_removed', { targetId: 'ada' })] },
      expected: [['ada', 'low', 'ada@acme.example lost an MFA method by root@acme.example']],
    },
    {
      name: 'leaves out what strengthens',
      facts: { account: people, audit_event: [change('mfa_added'), change('audit_other')] },
      expected: [],
    },
    {
      name: 'leaves out what is of no known kind',
      facts: { account: people, audit_event: [change('other'), change('x', { class: null })] },
      expected: [],
    },
    {
      name: 'looks back so far and no farther',
      facts: { account: people, audit_event: [change('mfa_weakened', { time: ago(90) })] },
      expected: [],
    },
  ],
  'data-export-started': [
    {
      name: 'finds an export, once a day',
      facts: { account: people, audit_event: [change('data_exported'), change('data_exported')] },
      expected: [['root', 'high', 'root@acme.example exported data on 2026-05-31']],
    },
    {
      name: 'knows a habit after three days',
      facts: {
        account: people,
        audit_event: [29, 22, 15, 8].map((n) => change('data_exported', { time: ago(n) })),
      },
      expected: [
        ['root', 'high', '2026-05-03'],
        ['root', 'high', '2026-05-10'],
        ['root', 'high', '2026-05-17'],
        ['root', 'low', '2026-05-24, as often before'],
      ],
    },
    {
      name: 'does not take a habit of one for one of another',
      facts: {
        account: people,
        audit_event: [
          ...[29, 22, 15].map((n) => change('data_exported', { time: ago(n), actorId: 'ada' })),
          change('data_exported', { actorId: null }),
        ],
      },
      expected: [
        ['ada', 'high'],
        ['ada', 'high'],
        ['ada', 'high'],
        ['unknown', 'high', 'Somebody unknown exported'],
      ],
    },
    { name: 'leaves other changes out', facts: { audit_event: [change('other')] }, expected: [] },
    {
      name: 'looks back so far and no farther',
      facts: { audit_event: [change('data_exported', { time: ago(180) })] },
      expected: [],
    },
    {
      name: 'leaves changes of no known kind out',
      facts: { audit_event: [change('data_exported', { class: null })] },
      expected: [],
    },
  ],
  'sign-in-as-another': [
    {
      name: 'lists who acted as whom, once a day',
      facts: {
        account: people,
        ...role(['data.modify_all'], ['root']),
        audit_event: [acted({ targetId: 'ada' }), acted({ targetId: 'twin' })],
      },
      expected: [
        ['root', 'info', 'root@acme.example signed in as ada@acme.example and twin@acme.'],
      ],
    },
    {
      name: 'finds four accounts within an hour',
      facts: {
        account: people,
        ...role(['data.modify_all'], ['root']),
        audit_event: [1, 0.99, 0.98, 0.97].map((n) =>
          acted({ targetName: `somebody ${n}`, time: ago(n) }),
        ),
      },
      expected: [['root', 'high', 'signed in as 4 accounts']],
    },
    {
      name: 'finds who took on an administrator without being one',
      facts: {
        account: people,
        ...role(['data.modify_all'], ['root']),
        audit_event: [acted({ actorId: 'ada', targetId: 'root' })],
      },
      expected: [['ada', 'high', 'ada@acme.example signed in as root@acme.example']],
    },
    {
      name: 'only lists three within an hour, and four within a day',
      facts: {
        account: people,
        audit_event: [0.9, 0.89, 0.88, 0.8].map((n) =>
          acted({ targetName: `somebody ${n}`, time: ago(n) }),
        ),
      },
      expected: [['root', 'info']],
    },
    {
      name: 'leaves out the end of it, and permissions for it',
      facts: {
        audit_event: [change('impersonation_ended'), change('impersonation_allowed')],
      },
      expected: [],
    },
    {
      name: 'looks back so far and no farther',
      facts: { audit_event: [acted({ time: ago(90) })] },
      expected: [],
    },
    { name: 'leaves other changes out', facts: { audit_event: [change('other')] }, expected: [] },
  ],
  'recovery-data-changed': [
    {
      name: 'finds a reset and a first sign-in from another country',
      facts: {
        account: people,
        audit_event: [reset(5)],
        sign_in: [home(20), at(4, { sourceIp: '9.9.9.9', country: 'BR' })],
      },
      expected: [
        ['ada', 'high', 'ada@acme.example was reset by root@acme.example, then used from BR'],
      ],
    },
    {
      name: 'finds another browser at a new address, until 72 hours have passed',
      facts: {
        account: people,
        audit_event: [reset(5)],
        sign_in: [home(20), at(2.01, { sourceIp: '9.9.9.9', browser: 'Firefox 131' })],
      },
      expected: [['ada', 'high']],
    },
    {
      name: 'finds who resets five accounts within an hour',
      facts: {
        account: people,
        audit_event: [1, 0.99, 0.98, 0.97, 0.965].map((n, i) => reset(n, { targetId: `t${i}` })),
      },
      expected: [['resets by root', 'high', 'root@acme.example reset 5 accounts']],
    },
    {
      name: 'is content with a known address, or a known country and browser',
      facts: {
        account: people,
        audit_event: [reset(5)],
        sign_in: [
          home(20),
          at(4, { country: 'BR' }),
          at(4.1, { sourceIp: '9.9.9.9', browser: 'Chrome 131' }),
        ],
      },
      expected: [],
    },
    {
      name: 'is content after 72 hours, before the change, and without a history',
      facts: {
        account: people,
        audit_event: [reset(5), reset(5, { targetId: 'twin' })],
        sign_in: [
          home(20),
          at(1.99, { sourceIp: '9.9.9.9', country: 'BR' }),
          at(5.1, { sourceIp: '9.9.9.8', country: 'BR' }),
          signIn('twin', 4, { sourceIp: '9.9.9.9', country: 'BR' }),
        ],
      },
      expected: [],
    },
    {
      name: 'is content with four resets, or five in a day',
      facts: {
        account: people,
        audit_event: [0.9, 0.89, 0.88, 0.87, 0.8].map((n, i) => reset(n, { targetId: `t${i}` })),
      },
      expected: [],
    },
  ],
};
