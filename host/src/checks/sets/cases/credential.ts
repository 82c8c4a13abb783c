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
};
