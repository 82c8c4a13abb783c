import { ago, type CheckCase, person, role, signIn } from '../../testing/check-case.js';

const robot = person('robot', { kind: 'service' });
const tls = (tlsProtocol: string | null, cipherSuite: string | null = null) => ({
  tlsProtocol,
  cipherSuite,
  application: 'Loader',
});

/** Cases of the checks of how people and machines sign in, by check. */
export const authPolicyCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'api-only-account-interactive': [
    {
      name: 'finds a machine’s account on the page, once a day',
      facts: {
        account: [robot],
        sign_in: [signIn('robot', 3), signIn('robot', 3.1), signIn('robot', 5)],
      },
      expected: [
        ['robot', 'high', 'signed in on the page 2 times on 2026-05-29'],
        ['robot', 'high', 'robot@acme.example, a service account, signed in on the page on'],
      ],
    },
    {
      name: 'finds who may use the API alone, by the browser where the channel is not known',
      facts: {
        account: [person('bot')],
        ...role(['api.only'], ['bot']),
        sign_in: [signIn('bot', 1, { channel: 'unknown', browser: 'Chrome 130' })],
      },
      expected: [['bot', 'high']],
    },
    {
      name: 'finds misuse of our own account',
      facts: {
        account: [{ ...robot, isCollector: true }],
        sign_in: [signIn('robot', 1)],
      },
      expected: [['robot', 'high', 'robot@acme.example, Rollcall’s own account, signed in']],
    },
    {
      name: 'leaves out the API, failures, and administrators who signed in as it',
      facts: {
        account: [robot],
        sign_in: [
          signIn('robot', 1, { channel: 'api', method: 'oauth' }),
          signIn('robot', 2, { outcome: 'failure' }),
          signIn('robot', 3, { method: 'impersonation' }),
          signIn('robot', 4, { channel: 'unknown', browser: 'Java' }),
        ],
      },
      expected: [],
    },
    {
      name: 'leaves a day for the set-up, to the last',
      facts: {
        account: [{ ...robot, createdAt: ago(10) }],
        sign_in: [signIn('robot', 9.9), signIn('robot', 9)],
      },
      expected: [],
    },
    {
      name: 'leaves people out, and looks back so far and no farther',
      facts: {
        account: [robot, person('ada')],
        ...role(['api.enabled'], ['ada']),
        sign_in: [signIn('ada', 1), signIn('robot', 30)],
      },
      expected: [],
    },
  ],
  'legacy-tls': [
    {
      name: 'finds TLS below 1.2 in any spelling, once an account',
      facts: {
        account: [person('ada'), person('bob'), person('cy')],
        sign_in: [
          signIn('ada', 1, tls('TLS 1.1')),
          signIn('ada', 2, tls('TLS 1.0')),
          signIn('bob', 1, tls('TLSv1')),
          signIn('cy', 1, tls('SSL 3.0')),
        ],
      },
      expected: [
        ['ada', 'high', 'signed in 2 times with TLS 1.0 and TLS 1.1, by Loader'],
        ['bob', 'high'],
        ['cy', 'high'],
      ],
    },
    {
      name: 'mentions a cipher without forward secrecy',
      facts: {
        account: [person('ada')],
        sign_in: [signIn('ada', 1, tls('TLS 1.2', 'AES256-GCM-SHA384'))],
      },
      expected: [['ada', 'low', 'a cipher without forward secrecy']],
    },
    {
      name: 'tells the worse of both alone',
      facts: {
        account: [person('ada')],
        sign_in: [
          signIn('ada', 1, tls('TLS 1.2', 'AES256-SHA')),
          signIn('ada', 2, tls('TLS 1.1', 'AES256-SHA')),
        ],
      },
      expected: [['ada', 'high']],
    },
    {
      name: 'is content with what is up to date, and with words',
      facts: {
        account: [person('ada')],
        sign_in: [
          signIn('ada', 1, tls('TLS 1.2', 'ECDHE-RSA-AES256-GCM-SHA384')),
          signIn('ada', 2, tls('TLS 1.3', 'TLS_AES_256_GCM_SHA384')),
          signIn('ada', 3, tls('TLS 1.2')),
          signIn('ada', 4, tls('Unknown')),
          signIn('ada', 5, tls(null)),
        ],
      },
      expected: [],
    },
    {
      name: 'leaves out who was not let in',
      facts: {
        account: [person('ada')],
        sign_in: [signIn('ada', 1, { ...tls('TLS 1.0'), outcome: 'failure' })],
      },
      expected: [],
    },
    {
      name: 'looks back so far and no farther',
      facts: { account: [person('ada')], sign_in: [signIn('ada', 30, tls('TLS 1.0'))] },
      expected: [],
    },
  ],
};
