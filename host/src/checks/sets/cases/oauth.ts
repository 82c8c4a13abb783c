import {
  administratorsAre,
  ago,
  type CheckCase,
  person,
  signIn,
} from '../../testing/check-case.js';

const grant = (id: string, accountId: string, appName: string, fields = {}) => ({
  id,
  accountId,
  appName,
  createdAt: ago(40),
  lastUsedAt: ago(1),
  ...fields,
});
const history = signIn('ada', 100);
const api = (accountId: string, application: string, days: number) =>
  signIn(accountId, days, { application, channel: 'api', method: 'oauth' });
const installed = [{ id: 'i', name: 'Data Loader' }];

/** Cases of the checks of applications and their tokens, by check. */
export const oauthCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'unknown-app-token': [
    {
      name: 'finds one app once, whoever holds its tokens',
      facts: {
        account: [person('ada'), person('bob')],
        app_grant: [grant('1', 'ada', 'Mailer'), grant('2', 'bob', 'Mailer')],
      },
      expected: [['Mailer', 'medium', 'Mailer holds 2 tokens of 2 accounts but is not installed']],
    },
    {
      name: 'takes an administrator’s token more seriously',
      facts: {
        account: [person('root')],
        app_grant: [grant('1', 'root', 'Mailer')],
        ...administratorsAre('root'),
      },
      expected: [['Mailer', 'high', 'Mailer holds 1 token of root@acme.example']],
    },
    {
      name: 'sees a name that resembles an installed app’s, up to two letters',
      facts: {
        account: [person('ada')],
        app: installed,
        app_grant: [
          grant('1', 'ada', 'Data-Loadr'),
          grant('2', 'ada', 'Dada Loade'),
          grant('3', 'ada', 'Dada Loa'),
        ],
      },
      expected: [
        ['Data-Loadr', 'high'],
        ['Dada Loade', 'high'],
        ['Dada Loa', 'medium'],
      ],
    },
    {
      name: 'leaves an installed app alone, by id and by name',
      facts: {
        account: [person('ada')],
        app: installed,
        app_grant: [grant('1', 'ada', 'Renamed', { appId: 'i' }), grant('2', 'ada', 'Data Loader')],
      },
      expected: [],
    },
    {
      name: 'leaves out tokens that are gone',
      facts: { account: [person('ada')], app_grant: [grant('1', 'ada', 'M', { goneAt: ago(1) })] },
      expected: [],
    },
    {
      name: 'leaves out deactivated holders and our own account',
      facts: {
        account: [person('off', { state: 'deactivated' }), person('us', { isCollector: true })],
        app_grant: [grant('1', 'off', 'Mailer'), grant('2', 'us', 'Rollcall')],
      },
      expected: [],
    },
  ],
  'token-unused': [
    {
      name: 'finds idle and never used tokens, one finding an app',
      facts: {
        account: [person('ada')],
        app_grant: [
          grant('1', 'ada', 'Mailer', { lastUsedAt: ago(90.1), createdAt: ago(99) }),
          grant('2', 'ada', 'Mailer', { lastUsedAt: null, createdAt: ago(30.1) }),
        ],
      },
      expected: [
        [
          'Mailer',
          'low',
          'Mailer holds 2 tokens of 1 account that should be revoked: 1 never used, 1 idle',
        ],
      ],
    },
    {
      name: 'finds a token in use that is older than a year',
      facts: {
        account: [person('ada')],
        app_grant: [grant('1', 'ada', 'M', { createdAt: ago(366) })],
      },
      expected: [['M', 'low', '1 old']],
    },
    {
      name: 'takes an administrator’s token more seriously, also of one who has left',
      facts: {
        account: [person('root'), person('off', { state: 'deactivated' })],
        app_grant: [
          grant('1', 'root', 'A', { lastUsedAt: ago(100) }),
          grant('2', 'off', 'B', { lastUsedAt: ago(100) }),
        ],
        ...administratorsAre('root'),
      },
      expected: [
        ['A', 'medium'],
        ['B', 'low'],
      ],
    },
    {
      name: 'is content at the edges',
      facts: {
        account: [person('ada')],
        app_grant: [
          grant('1', 'ada', 'M', { lastUsedAt: ago(90) }),
          grant('2', 'ada', 'M', { lastUsedAt: null, createdAt: ago(30) }),
          grant('3', 'ada', 'M', { createdAt: ago(365) }),
        ],
      },
      expected: [],
    },
    {
      name: 'leaves out tokens that are gone',
      facts: {
        account: [person('ada')],
        app_grant: [grant('1', 'ada', 'M', { lastUsedAt: null, goneAt: ago(1) })],
      },
      expected: [],
    },
    {
      name: 'leaves our own account out',
      facts: {
        account: [person('us', { isCollector: true })],
        app_grant: [grant('1', 'us', 'Rollcall', { lastUsedAt: null })],
      },
      expected: [],
    },
  ],
  'app-new-device-flow': [
    {
      name: 'finds a new app that used the API within the hour',
      facts: {
        account: [person('ada')],
        app_grant: [grant('1', 'ada', 'My Tool', { appId: 'i', createdAt: ago(5) })],
        sign_in: [history, api('ada', 'My Tool', 5 - 0.9 / 24)],
      },
      expected: [
        ['My Tool', 'high', 'ada@acme.example let in My Tool, new here, which went to work'],
      ],
    },
    {
      name: 'is critical when it is named like a tool for taking data out',
      facts: {
        account: [person('ada'), person('bob')],
        app_grant: [
          grant('1', 'ada', 'My Ticket Portal', { createdAt: ago(5) }),
          grant('2', 'bob', 'My Ticket Portal', { createdAt: ago(4.1) }),
        ],
        sign_in: [
          history,
          api('ada', 'My Ticket Portal', 4.99),
          api('bob', 'My Ticket Portal', 4.09),
        ],
      },
      expected: [['My Ticket Portal', 'critical', 'ada@acme.example and bob@acme.example let in']],
    },
    {
      name: 'sees use of the token where no sign-in is written',
      facts: {
        account: [person('ada')],
        app_grant: [
          grant('1', 'ada', 'M', { createdAt: ago(5), lastUsedAt: ago(4.97), useCount: 3 }),
        ],
        sign_in: [history],
      },
      expected: [['M', 'high']],
    },
    {
      name: 'is content with an app that waits for more than an hour',
      facts: {
        account: [person('ada')],
        app_grant: [grant('1', 'ada', 'M', { createdAt: ago(5), lastUsedAt: ago(1), useCount: 3 })],
        sign_in: [history, api('ada', 'M', 5 - 1.1 / 24)],
      },
      expected: [],
    },
    {
      name: 'is content with an app that somebody here used before',
      facts: {
        account: [person('ada'), person('bob')],
        app_grant: [
          grant('1', 'ada', 'M', { createdAt: ago(5) }),
          grant('2', 'bob', 'N', { createdAt: ago(60), goneAt: ago(9) }),
          grant('3', 'ada', 'N', { createdAt: ago(5) }),
        ],
        sign_in: [history, api('bob', 'M', 20), api('ada', 'M', 4.99), api('ada', 'N', 4.98)],
      },
      expected: [],
    },
    {
      name: 'does not take for new what was there when the history began',
      facts: {
        account: [person('ada')],
        app_grant: [grant('1', 'ada', 'M', { createdAt: ago(5) })],
        sign_in: [signIn('ada', 18), api('ada', 'M', 4.99)],
      },
      expected: [],
    },
    {
      name: 'says so while it learns',
      facts: { account: [person('ada')], sign_in: [signIn('ada', 13)] },
      expected: /do not reach back 14 days/,
    },
  ],
};
