import { ago, type CheckCase, person, role } from '../../testing/check-case.js';

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
      expected: [['ada', 'medium', 'ada@acme.example lost an MFA method by root@acme.example']],
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
};
