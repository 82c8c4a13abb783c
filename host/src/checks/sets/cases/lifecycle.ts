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
};
