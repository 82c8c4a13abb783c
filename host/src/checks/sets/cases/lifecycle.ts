import {
  administratorsAre,
  ago,
  type CheckCase,
  person,
  signIn,
} from '../../testing/check-case.js';

const never = { lastSignInAt: null };
const inactive = (days: number) => ({ lastSignInAt: ago(days) });

/** Cases of the checks of accounts' lives, by check. */
export const lifecycleCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'account-never-signed-in': [
    {
      name: 'finds an account that is past the grace days',
      facts: { account: [person('ada', { ...never, createdAt: ago(7.01) })] },
      expected: [
        ['ada', 'low', 'ada@acme.example has never signed in since it was made 7 days ago'],
      ],
    },
    {
      name: 'takes an old one more seriously, at the edge',
      facts: {
        account: [
          person('old', { ...never, createdAt: ago(90) }),
          person('young', { ...never, createdAt: ago(89.9), kind: 'external' }),
        ],
      },
      expected: [
        ['old', 'medium'],
        ['young', 'low'],
      ],
    },
    {
      name: 'finds an administrator, whatever its age',
      facts: {
        account: [person('root', { ...never, createdAt: ago(8) })],
        ...administratorsAre('root'),
      },
      expected: [['root', 'high']],
    },
    {
      name: 'does not count failures as use',
      facts: {
        account: [person('ada', { ...never, createdAt: ago(20) })],
        sign_in: [signIn('ada', 2, { outcome: 'failure' })],
      },
      expected: [['ada', 'low']],
    },
    {
      name: 'leaves a new account its days, to the last',
      facts: { account: [person('ada', { ...never, createdAt: ago(7) })] },
      expected: [],
    },
    {
      name: 'counts a stored sign-in and a token as use',
      facts: {
        account: [
          person('a', { ...never, createdAt: ago(50) }),
          person('b', { ...never, createdAt: ago(50) }),
        ],
        sign_in: [signIn('a', 40)],
        app_grant: [{ id: 't', accountId: 'b', appName: 'Mail', lastUsedAt: ago(40) }],
      },
      expected: [],
    },
    {
      name: 'leaves out whoever is not enabled, and what is no person',
      facts: {
        account: [
          person('off', { ...never, state: 'deactivated' }),
          person('ice', { ...never, state: 'frozen' }),
          person('left', { ...never, goneAt: ago(1) }),
          person('guest', { ...never, kind: 'guest' }),
          person('auto', { ...never, kind: 'system' }),
          person('us', { ...never, isCollector: true }),
        ],
      },
      expected: [],
    },
  ],
  'account-inactive': [
    {
      name: 'grades by days, at the edges',
      facts: {
        account: [
          person('d30', inactive(30)),
          person('d60', inactive(60)),
          person('d89', inactive(89.9)),
          person('d90', inactive(90)),
        ],
      },
      expected: [
        ['d30', 'low', 'd30@acme.example has not been used for 30 days'],
        ['d60', 'medium'],
        ['d89', 'medium'],
        ['d90', 'high'],
      ],
    },
    {
      name: 'takes an administrator one step more seriously',
      facts: { account: [person('root', inactive(40))], ...administratorsAre('root') },
      expected: [['root', 'medium']],
    },
    {
      name: 'writes a lower bound where only the stored history tells',
      facts: {
        account: [person('ada', never), person('bob', never)],
        sign_in: [signIn('bob', 45), signIn('bob', 2)],
      },
      expected: [['ada', 'low', 'not been used for 45+ days']],
    },
    {
      name: 'tells of a machine that was never used',
      facts: {
        account: [person('robot', { ...never, kind: 'service', createdAt: ago(35) }), person('b')],
      },
      expected: [['robot', 'low', 'since it was made 35 days ago']],
    },
    {
      name: 'counts the latest of all signals',
      facts: {
        account: [
          person('told', inactive(29.9)),
          person('seen', inactive(80)),
          person('app', inactive(80)),
        ],
        sign_in: [signIn('seen', 10), signIn('seen', 5, { outcome: 'failure' })],
        app_grant: [{ id: 't', accountId: 'app', appName: 'Mail', lastUsedAt: ago(3) }],
      },
      expected: [],
    },
    {
      name: 'leaves an account that was never used to the other check',
      facts: { account: [person('ada', never), person('bob')] },
      expected: [],
    },
    {
      name: 'leaves out whoever cannot sign in, and our own account',
      facts: {
        account: [
          person('ice', { ...inactive(50), state: 'frozen' }),
          person('off', { ...inactive(50), state: 'deactivated' }),
          person('us', { ...inactive(50), isCollector: true }),
          person('guest', { ...inactive(50), kind: 'guest' }),
        ],
      },
      expected: [],
    },
    {
      name: 'says so when nothing tells of use',
      facts: { account: [person('ada', never)] },
      expected: /neither last sign-ins nor sign-ins/,
    },
  ],
  'account-duplicate': [
    {
      name: 'finds the same mailbox in other spellings, and names both',
      facts: {
        account: [
          person('ada', { email: 'ada@acme.example', createdAt: ago(900) }),
          person('ada2', { email: ' Ada+crm@ACME.example.invalid' }),
        ],
      },
      expected: [
        [
          'ada',
          'medium',
          'ada@acme.example and ada2@acme.example seem to belong to one person: same mail address',
        ],
      ],
    },
    {
      name: 'puts together what has different things in common',
      facts: {
        account: [
          person('a', { employeeId: '7', createdAt: ago(900) }),
          person('b', { employeeId: '7', federationId: 'jo' }),
          person('c', { federationId: 'JO' }),
          person('x', { displayName: 'Jo Doe', email: 'jodoe@a.example', createdAt: ago(901) }),
          person('y', { displayName: 'jo doe', email: 'jodoe@b.example' }),
        ],
      },
      expected: [
        ['a', 'medium', 'same employee number and name at the identity provider'],
        ['x', 'medium', 'same name and mailbox'],
      ],
    },
    {
      name: 'takes it more seriously when one is an administrator or not used',
      facts: {
        account: [
          person('a', { employeeId: '1', createdAt: ago(900) }),
          person('root', { employeeId: '1' }),
          person('c', { employeeId: '2', createdAt: ago(901) }),
          person('old', { employeeId: '2', lastSignInAt: ago(91) }),
          person('e', { email: 'j.o@gmail.com', createdAt: ago(902) }),
          person('f', { email: 'jo@googlemail.com', lastSignInAt: ago(90) }),
        ],
        ...administratorsAre('root'),
      },
      expected: [
        ['a', 'high'],
        ['c', 'high'],
        ['e', 'medium'],
      ],
    },
    {
      name: 'leaves out accounts that are not enabled any more',
      facts: {
        account: [
          person('a', { employeeId: '1' }),
          person('b', { employeeId: '1', state: 'deactivated' }),
          person('c', { employeeId: '1', state: 'frozen' }),
          person('d', { employeeId: '1', goneAt: ago(1) }),
        ],
      },
      expected: [],
    },
    {
      name: 'does not take machines and partners for people',
      facts: {
        account: ['human', 'service', 'external'].map((kind) =>
          person(kind, { kind, email: 'team@acme.example' }),
        ),
      },
      expected: [],
    },
    {
      name: 'does not take nothing for something in common',
      facts: {
        account: [
          person('a', { email: '', employeeId: ' ', displayName: 'Jo Doe' }),
          person('b', { email: '', employeeId: ' ', displayName: 'Jo Doe' }),
          person('c', { displayName: 'Reception', email: 'desk@a.example' }),
          person('d', { displayName: 'Reception', email: 'desk@b.example' }),
        ],
      },
      expected: [],
    },
  ],
  'account-orphaned': [
    {
      name: 'finds a private mail address',
      facts: { account: [person('ada', { email: 'ada@Gmail.com' }), person('b')] },
      expected: [['ada', 'medium', 'ada@acme.example has a private mail address']],
    },
    {
      name: 'finds who has a manager that left',
      facts: {
        account: [
          person('boss', { state: 'deactivated' }),
          person('ada', { managerId: 'boss' }),
          person('bob', { managerId: 'nobody' }),
        ],
      },
      expected: [
        ['ada', 'low', 'ada@acme.example has a manager who has left (boss@acme.example)'],
        ['bob', 'low'],
      ],
    },
    {
      name: 'finds who has no manager where half of the people have one',
      facts: { account: [person('ada', { managerId: 'bob' }), person('bob')] },
      expected: [['bob', 'low', 'bob@acme.example has no manager']],
    },
    {
      name: 'does not miss managers where few people have one',
      facts: {
        account: [person('ada', { managerId: 'bob' }), person('bob'), person('cy')],
      },
      expected: [],
    },
    {
      name: 'is content with a manager who is frozen, and with addresses that look alike',
      facts: {
        account: [
          person('boss', { state: 'frozen' }),
          person('ada', { managerId: 'boss', email: 'ada@gmail.com.acme-mail.example' }),
          person('bob', { managerId: 'boss', email: 'bob@notgmail.com' }),
        ],
      },
      expected: [],
    },
    {
      name: 'leaves out machines, partners and who has left',
      facts: {
        account: [
          person('robot', { kind: 'service', email: 'x@gmail.com' }),
          person('partner', { kind: 'external', email: 'x@gmail.com' }),
          person('off', { state: 'deactivated', email: 'x@gmail.com' }),
        ],
      },
      expected: [],
    },
  ],
};
