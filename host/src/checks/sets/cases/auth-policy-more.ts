import {
  administratorsAre,
  ago,
  type CheckCase,
  person,
  signIn,
} from '../../testing/check-case.js';

const sso = { method: 'sso' };
/** Sign-ins by single sign-on, one a day from `from` days ago. */
const habit = (accountId: string, from: number, times: number) =>
  Array.from({ length: times }, (_, n) => signIn(accountId, from - n, sso));
const times = (count: number, make: (n: number) => ReturnType<typeof signIn>) =>
  Array.from({ length: count }, (_, n) => make(n));
const script = (n: number, fields = {}) =>
  signIn('ada', 0.1 + n / 100, {
    channel: 'api',
    method: 'oauth',
    browser: 'python-requests/2.32',
    ...fields,
  });
const old = (accountId: string, apiVersion: string, fields = {}) =>
  signIn(accountId, 2, { channel: 'api', apiVersion, application: 'Loader', ...fields });
const refused = (accountId: string, days: number, fields = {}) =>
  signIn(accountId, days, {
    outcome: 'failure',
    statusDetail: 'User is Inactive',
    sourceIp: '1.1.1.1',
    ...fields,
  });
const off = person('off', { state: 'deactivated' });
const verified = (accountId: string, days: number, fields = {}) => ({
  id: `v-${accountId}-${days}`,
  accountId,
  time: ago(days),
  outcome: 'success',
  ...fields,
});

/** More cases of the checks of how people and machines sign in, by check. */
export const moreAuthPolicyCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'sign-in-bypasses-sso': [
    {
      name: 'finds a password of who uses single sign-on, once a day',
      facts: {
        account: [person('ada')],
        sign_in: [...habit('ada', 20, 5), signIn('ada', 3), signIn('ada', 3.1)],
      },
      expected: [['ada', 'medium', 'with a password 2 times on 2026-05-29, though it uses single']],
    },
    {
      name: 'takes an administrator more seriously',
      facts: {
        account: [person('root')],
        sign_in: [...habit('root', 20, 6), signIn('root', 3)],
        ...administratorsAre('root'),
      },
      expected: [['root', 'high']],
    },
    {
      name: 'finds a password where nine of ten use single sign-on',
      facts: {
        account: [person('ada'), person('bob')],
        sign_in: [...habit('bob', 25, 9), signIn('ada', 3)],
      },
      expected: [['ada', 'medium', 'though nearly everybody uses single sign-on']],
    },
    {
      name: 'is content where passwords are usual',
      facts: {
        account: [person('ada'), person('bob')],
        sign_in: [...habit('bob', 25, 8), signIn('ada', 3)],
      },
      expected: [],
    },
    {
      name: 'is content while single sign-on is new to the account, or rare',
      facts: {
        account: [person('ada'), person('bob')],
        sign_in: [
          ...habit('ada', 9.9, 5),
          signIn('ada', 3),
          ...habit('bob', 20, 4),
          signIn('bob', 3),
        ],
      },
      expected: [],
    },
    {
      name: 'leaves out failures, programs, and what is long ago',
      facts: {
        account: [person('ada')],
        sign_in: [
          ...habit('ada', 60, 40),
          signIn('ada', 3, { outcome: 'failure' }),
          signIn('ada', 4, { channel: 'api', method: 'api_password' }),
          signIn('ada', 30.5),
        ],
      },
      expected: [],
    },
  ],
  'sign-in-without-mfa': [
    {
      name: 'finds who was let in with a password alone, once an account',
      facts: { account: [person('ada')], sign_in: [signIn('ada', 3), signIn('ada', 9)] },
      expected: [
        ['ada', 'medium', 'ada@acme.example was let in with a password alone 2 times in 30'],
      ],
    },
    {
      name: 'takes an administrator more seriously',
      facts: {
        account: [person('root')],
        sign_in: [signIn('root', 3)],
        ...administratorsAre('root'),
      },
      expected: [['root', 'high']],
    },
    {
      name: 'does not take a code by mail, a failure or another’s code for MFA',
      facts: {
        account: [person('ada')],
        sign_in: [signIn('ada', 3)],
        factor_event: [
          verified('ada', 3, { strength: 'none' }),
          verified('ada', 3.001, { outcome: 'failure' }),
          verified('bob', 3),
          verified('ada', 3 + 11 / 1440),
        ],
      },
      expected: [['ada', 'medium']],
    },
    {
      name: 'is content with a verification of that sign-in, or near it',
      facts: {
        account: [person('ada')],
        sign_in: [signIn('ada', 3), signIn('ada', 9)],
        factor_event: [
          verified('ada', 2, { signInId: 'ada-3', strength: 'possession' }),
          verified('ada', 9 - 10 / 1440),
        ],
      },
      expected: [],
    },
    {
      name: 'leaves single sign-on and programs out',
      facts: {
        account: [person('ada')],
        sign_in: [signIn('ada', 3, sso), signIn('ada', 4, { channel: 'api' })],
      },
      expected: [],
    },
    {
      name: 'leaves machines out, and what is long ago',
      facts: {
        account: [person('robot', { kind: 'service' }), person('ada')],
        sign_in: [signIn('robot', 3), signIn('ada', 30)],
      },
      expected: [],
    },
  ],
  'human-account-scripted': [
    {
      name: 'finds fifty sign-ins of a program in a week',
      facts: { account: [person('ada')], sign_in: times(50, (n) => script(n)) },
      expected: [['ada', 'medium', 'A program signed in as ada@acme.example 50 times in 7 days']],
    },
    {
      name: 'finds passwords that are sent to the API',
      facts: {
        account: [person('ada')],
        sign_in: times(50, (n) => script(n, { method: 'api_password', browser: null })),
      },
      expected: [['ada', 'medium']],
    },
    {
      name: 'knows a tool by the application',
      facts: {
        account: [person('ada')],
        sign_in: times(3, (n) => script(n, { browser: 'Unknown', application: 'Postman' })),
      },
      thresholds: { signIns: 3 },
      expected: [['ada', 'medium', 'by Postman']],
    },
    {
      name: 'is content with forty-nine',
      facts: { account: [person('ada')], sign_in: times(49, (n) => script(n)) },
      expected: [],
    },
    {
      name: 'is content with an app that a person uses',
      facts: {
        account: [person('ada')],
        sign_in: times(60, (n) => script(n, { browser: 'JavaScript engine', application: 'Mail' })),
      },
      expected: [],
    },
    {
      name: 'leaves machines out',
      facts: {
        account: [person('ada', { kind: 'service' })],
        sign_in: times(60, (n) => script(n)),
      },
      expected: [],
    },
  ],
  'password-over-api': [
    {
      name: 'finds who sends a password, and with what',
      facts: {
        account: [person('ada')],
        sign_in: times(2, (n) => script(n + 100, { method: 'api_password', application: 'ETL' })),
      },
      expected: [
        ['ada:ETL', 'medium', 'ETL sent the password of ada@acme.example 2 times, last on'],
      ],
    },
    {
      name: 'finds each program',
      facts: {
        account: [person('ada')],
        sign_in: ['A', 'B'].map((application, n) =>
          script(n, { method: 'api_password', application }),
        ),
      },
      expected: [
        ['ada:A', 'medium'],
        ['ada:B', 'medium'],
      ],
    },
    {
      name: 'finds machines as well',
      facts: {
        account: [person('ada', { kind: 'service' })],
        sign_in: [script(1, { method: 'api_password' })],
      },
      expected: [['ada:', 'medium', 'A program sent']],
    },
    {
      name: 'is content with other ways',
      facts: { account: [person('ada')], sign_in: [script(1), signIn('ada', 1)] },
      expected: [],
    },
    {
      name: 'leaves out who was not let in',
      facts: {
        account: [person('ada')],
        sign_in: [script(1, { method: 'api_password', outcome: 'failure' })],
      },
      expected: [],
    },
    {
      name: 'looks back so far and no farther',
      facts: {
        account: [person('ada')],
        sign_in: [signIn('ada', 30, { method: 'api_password', channel: 'api' })],
      },
      expected: [],
    },
  ],
  'api-version-old': [
    {
      name: 'finds a client that is fifteen versions behind',
      facts: {
        account: [person('ada'), person('bob')],
        sign_in: [old('ada', '51.0'), old('bob', '66.0')],
      },
      expected: [['ada', 'low', 'uses version 51 of the API by Loader, 15 versions behind']],
    },
    {
      name: 'takes thirty versions more seriously',
      facts: {
        account: [person('ada'), person('bob')],
        sign_in: [old('ada', '36.0'), old('bob', '66')],
      },
      expected: [['ada', 'medium']],
    },
    {
      name: 'takes the oldest of an account',
      facts: {
        account: [person('ada')],
        sign_in: [
          old('ada', '66.0'),
          old('ada', '50.0', { id: 'x' }),
          old('ada', '31', { id: 'y' }),
        ],
      },
      expected: [['ada', 'medium', 'version 31']],
    },
    {
      name: 'is content with fourteen behind',
      facts: {
        account: [person('ada'), person('bob')],
        sign_in: [old('ada', '52.0'), old('bob', '66.0')],
      },
      expected: [],
    },
    {
      name: 'does not take marks and words for versions',
      facts: {
        account: [person('ada'), person('bob'), person('cy')],
        sign_in: [old('ada', '60.0'), old('bob', '9998.0'), old('cy', 'N/A')],
      },
      expected: [],
    },
    {
      name: 'leaves out who was not let in',
      facts: {
        account: [person('ada'), person('bob')],
        sign_in: [old('ada', '20.0', { outcome: 'failure' }), old('bob', '66.0')],
      },
      expected: [],
    },
  ],
  'disabled-account-attempt': [
    {
      name: 'finds two attempts within 24 hours',
      facts: { account: [off], sign_in: [refused('off', 2.9), refused('off', 3.2)] },
      expected: [
        ['off', 'low', '2 attempts to sign in as off@acme.example, which is deactivated, on 2026-'],
      ],
    },
    {
      name: 'finds one from an address of somebody else',
      facts: {
        account: [off, person('ada')],
        sign_in: [refused('off', 3), signIn('ada', 5, { sourceIp: '1.1.1.1' })],
      },
      expected: [['off', 'high', '1 attempt to sign in as off@acme.example']],
    },
    {
      name: 'knows a program by its fixed times',
      facts: {
        account: [person('off', { state: 'frozen' })],
        sign_in: [2.1, 2.2, 2.3, 2.4].map((days) =>
          refused('off', days, { statusDetail: 'User Is Frozen' }),
        ),
      },
      expected: [['off', 'info']],
    },
    {
      name: 'is content with one attempt, and two that are far apart',
      facts: { account: [off], sign_in: [refused('off', 3), refused('off', 4.1)] },
      expected: [],
    },
    {
      name: 'does not suspect an address that everybody shares',
      facts: {
        account: [off, ...times(10, (n) => person(`p${n}`))],
        sign_in: [
          refused('off', 3),
          ...times(10, (n) => signIn(`p${n}`, 5, { sourceIp: '1.1.1.1' })),
        ],
      },
      expected: [],
    },
    {
      name: 'leaves other failures out',
      facts: {
        account: [off],
        sign_in: times(5, (n) => refused('off', 3 + n / 100, { statusDetail: 'Invalid Password' })),
      },
      expected: [],
    },
  ],
};
