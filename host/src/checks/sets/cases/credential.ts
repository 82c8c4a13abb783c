import {
  administratorsAre,
  ago,
  type CheckCase,
  person,
  role,
  signIn,
} from '../../testing/check-case.js';

const factor = (accountId: string, strength: string, methods: readonly string[] = ['x']) => ({
  id: `${accountId}:methods`,
  accountId,
  strength,
  methods,
});
const sso = { method: 'sso' };
const robot = (days: number) => person('robot', { kind: 'service', passwordChangedAt: ago(days) });
const verified = (accountId: string, strength: string, times: number) =>
  Array.from({ length: times }, (_, n) => ({
    id: `${accountId}-${strength}-${n}`,
    accountId,
    strength,
    time: ago(n + 1),
    outcome: 'success',
  }));

/** Cases of the checks of passwords and factors, by check. */
export const credentialCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'mfa-missing': [
    {
      name: 'finds who has no method, whatever is known of sign-ins',
      facts: { account: [person('ada'), person('bob')], sign_in: [signIn('ada', 2)] },
      expected: [
        ['ada', 'high', 'ada@acme.example has no MFA method'],
        ['bob', 'high'],
      ],
    },
    {
      name: 'finds an administrator, and who has only what does not count',
      facts: {
        account: [person('root'), person('sms'), person('mail')],
        factor: [factor('sms', 'weak'), factor('mail', 'none')],
        ...administratorsAre('root'),
      },
      expected: [
        ['root', 'critical', 'an administrator, has no MFA method'],
        ['sms', 'high', 'no MFA method that counts'],
        ['mail', 'high'],
      ],
    },
    {
      name: 'finds who uses single sign-on, and a password as well',
      facts: { account: [person('ada')], sign_in: [signIn('ada', 1, sso), signIn('ada', 89.9)] },
      expected: [['ada', 'high']],
    },
    {
      name: 'is content with an authenticator or a key',
      facts: {
        account: [person('ada'), person('bob')],
        factor: [factor('ada', 'possession'), factor('bob', 'phishing_resistant')],
      },
      expected: [],
    },
    {
      name: 'leaves out who only uses single sign-on',
      facts: {
        account: [person('ada')],
        sign_in: [
          signIn('ada', 1, sso),
          signIn('ada', 90),
          signIn('ada', 3, { outcome: 'failure' }),
          signIn('ada', 2, { method: 'oauth', channel: 'api' }),
        ],
      },
      expected: [],
    },
    {
      name: 'leaves out new accounts, machines and who cannot sign in',
      facts: {
        account: [
          person('new', { createdAt: ago(14) }),
          person('robot', { kind: 'service' }),
          person('partner', { kind: 'external' }),
          person('off', { state: 'deactivated' }),
          person('us', { isCollector: true }),
        ],
      },
      expected: [],
    },
  ],
  'mfa-waived': [
    {
      name: 'mentions one or two, for emergencies',
      facts: { account: [person('a'), person('b')], ...role(['mfa.waived'], ['a', 'b']) },
      expected: [
        ['a', 'low', 'a@acme.example is exempt from MFA'],
        ['b', 'low'],
      ],
    },
    {
      name: 'takes three seriously',
      facts: {
        account: ['a', 'b', 'c'].map((id) => person(id)),
        ...role(['mfa.waived'], ['a', 'b', 'c']),
      },
      expected: ['a', 'b', 'c'].map((id) => [id, 'high'] as const),
    },
    {
      name: 'knows single sign-on as well',
      facts: { account: [person('a', { kind: 'external' })], ...role(['sso.bypass'], ['a']) },
      thresholds: { emergencyAccounts: 0 },
      expected: [['a', 'high', 'a@acme.example is exempt from single sign-on']],
    },
    {
      name: 'leaves machines out, which have no second factor',
      facts: { account: [person('r', { kind: 'service' })], ...role(['mfa.waived'], ['r']) },
      expected: [],
    },
    {
      name: 'leaves out who cannot sign in',
      facts: { account: [person('off', { state: 'frozen' })], ...role(['mfa.waived'], ['off']) },
      expected: [],
    },
    {
      name: 'is content with who must use it',
      facts: { account: [person('a')], ...role(['mfa.required'], ['a']) },
      expected: [],
    },
  ],
  'password-old': [
    {
      name: 'finds a machine’s password that is older than a year and in use',
      facts: {
        account: [robot(366)],
        sign_in: [signIn('robot', 3, { method: 'api_password', channel: 'api' })],
      },
      expected: [
        ['robot', 'medium', 'robot@acme.example signs in with a password that is 366 days old'],
      ],
    },
    {
      name: 'mentions a person’s password that never expires',
      facts: {
        account: [person('ada', { passwordChangedAt: ago(500) })],
        ...role(['password.never_expires'], ['ada']),
        sign_in: [signIn('ada', 3)],
      },
      expected: [['ada', 'info', 'a password that is 500 days old and never expires']],
    },
    {
      name: 'judges the age of people’s where a threshold says so',
      facts: {
        account: [person('ada', { passwordChangedAt: ago(91) })],
        sign_in: [signIn('ada', 3)],
      },
      thresholds: { humanMaxDays: 90 },
      expected: [['ada', 'info']],
    },
    {
      name: 'is content with a password of a year',
      facts: { account: [robot(365)], sign_in: [signIn('robot', 3)] },
      expected: [],
    },
    {
      name: 'does not mind a password that is not used',
      facts: {
        account: [robot(900)],
        sign_in: [
          signIn('robot', 3, { method: 'oauth' }),
          signIn('robot', 2, { outcome: 'failure' }),
          signIn('robot', 90),
        ],
      },
      expected: [],
    },
    {
      name: 'does not ask people to change theirs',
      facts: {
        account: [person('ada', { passwordChangedAt: ago(900) })],
        sign_in: [signIn('ada', 3)],
      },
      expected: [],
    },
  ],
  'mfa-weak-only': [
    {
      name: 'finds who has codes by phone alone, and takes administrators more seriously',
      facts: {
        account: [person('ada'), person('root')],
        factor: [factor('ada', 'weak', ['Sms']), factor('root', 'weak')],
        ...administratorsAre('root'),
      },
      expected: [
        ['ada', 'medium', 'ada@acme.example has no better MFA method than Sms'],
        ['root', 'high', 'root@acme.example, an administrator,'],
      ],
    },
    {
      name: 'asks administrators for a method that resists phishing',
      facts: {
        account: [person('root')],
        factor: [factor('root', 'possession')],
        ...administratorsAre('root'),
      },
      expected: [['root', 'medium', 'has no MFA method that resists phishing']],
    },
    {
      name: 'finds who uses the weaker method half of the time',
      facts: {
        account: [person('ada')],
        factor: [factor('ada', 'possession')],
        factor_event: [...verified('ada', 'weak', 2), ...verified('ada', 'possession', 2)],
      },
      expected: [['ada', 'medium', 'uses codes by phone for 2 of 4 verifications']],
    },
    {
      name: 'is content with an authenticator, and an administrator’s key',
      facts: {
        account: [person('ada'), person('root')],
        factor: [factor('ada', 'possession'), factor('root', 'phishing_resistant')],
        factor_event: [...verified('ada', 'weak', 3), ...verified('ada', 'none', 9)],
        ...administratorsAre('root'),
      },
      expected: [],
    },
    {
      name: 'leaves out who only uses single sign-on',
      facts: {
        account: [person('ada')],
        factor: [factor('ada', 'weak')],
        sign_in: [signIn('ada', 1, sso)],
      },
      expected: [],
    },
    {
      name: 'leaves who has nothing to the other check, and machines',
      facts: {
        account: [person('ada'), person('robot', { kind: 'service' })],
        factor: [factor('ada', 'none'), factor('robot', 'weak')],
      },
      expected: [],
    },
  ],
};
