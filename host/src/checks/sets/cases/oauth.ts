import { administratorsAre, ago, type CheckCase, person } from '../../testing/check-case.js';

const grant = (id: string, accountId: string, appName: string, fields = {}) => ({
  id,
  accountId,
  appName,
  createdAt: ago(40),
  lastUsedAt: ago(1),
  ...fields,
});
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
};
