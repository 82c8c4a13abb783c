import type { OrgData } from './org-data.js';
import type { Habit } from './person.js';
import type { SignInShape } from './sign-in.js';
import type { SignInTable } from './sign-in-table.js';

/** Numbers of the shapes each habit leaves behind. */
export interface SignInShapes {
  readonly successes: Readonly<Record<Habit, readonly number[]>>;
  readonly failures: Readonly<Record<Habit, readonly number[]>>;
}

/** The shape of a client-credentials token request. */
export function tokenShape(loginUrl: string, application: string, status = 'Success'): SignInShape {
  return {
    ...BASE,
    loginUrl,
    application,
    status,
    loginType: 'Remote Access 2.0',
    loginSubType: 'OauthClientCredentials',
    browser: 'Unknown',
    platform: 'Unknown',
    apiType: 'N/A',
    apiVersion: 'N/A',
  };
}

/** Stores the shapes of the seeded sign-ins. */
export function internShapes(table: SignInTable, loginUrl: string, data: OrgData): SignInShapes {
  const number = (shape: Partial<SignInShape>): number =>
    table.shape({ ...BASE, loginUrl, ...shape });
  const fail = (shapes: readonly Partial<SignInShape>[], statuses: readonly string[]): number[] =>
    shapes.flatMap((shape) => statuses.map((status) => number({ ...shape, status })));
  const sso = SSO.map((shape) => ({ ...shape, authenticationServiceId: data.ids.id('0LE', 0) }));
  const all: Readonly<Record<Habit, readonly Partial<SignInShape>[]>> = {
    browser: BROWSERS,
    sso,
    mobile: MOBILE,
    integration: INTEGRATIONS,
    portal: BROWSERS,
    none: BROWSERS,
  };
  const successes = mapHabits(all, (shapes) => shapes.map(number));
  const failures = mapHabits(all, (shapes, habit) => fail(shapes, FAILURES[habit]));
  return { successes, failures };
}

function mapHabits(
  all: Readonly<Record<Habit, readonly Partial<SignInShape>[]>>,
  map: (shapes: readonly Partial<SignInShape>[], habit: Habit) => number[],
): Record<Habit, number[]> {
  return {
    browser: map(all.browser, 'browser'),
    sso: map(all.sso, 'sso'),
    mobile: map(all.mobile, 'mobile'),
    integration: map(all.integration, 'integration'),
    portal: map(all.portal, 'portal'),
    none: map(all.none, 'none'),
  };
}

const BASE: SignInShape = {
  loginType: 'Application',
  loginSubType: 'UsernamePasswordUiLogin',
  loginUrl: '',
  tlsProtocol: 'TLS 1.3',
  cipherSuite: 'TLS_AES_256_GCM_SHA384',
  browser: 'Chrome 130',
  platform: 'Windows 10',
  status: 'Success',
  application: 'Browser',
  clientVersion: 'N/A',
  apiType: 'N/A',
  apiVersion: 'N/A',
  isPost: true,
  authenticationServiceId: null,
  authMethodReference: null,
  authContextClassRef: null,
};

const BROWSERS: readonly Partial<SignInShape>[] = [
  {},
  { browser: 'Firefox 131', platform: 'Mac OSX' },
  {
    browser: 'Safari 18',
    platform: 'Mac OSX',
    tlsProtocol: 'TLS 1.2',
    cipherSuite: 'ECDHE-RSA-AES256-GCM-SHA384',
  },
  { loginType: 'Lightning Login', loginSubType: null },
];

const SSO: readonly Partial<SignInShape>[] = [
  {
    loginType: 'SAML Sfdc Initiated SSO',
    loginSubType: null,
    authMethodReference: 'mfa',
    authContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  },
  { loginType: 'SAML Idp Initiated SSO', loginSubType: null, browser: 'Edge 130' },
];

const MOBILE: readonly Partial<SignInShape>[] = [
  {
    loginType: 'Remote Access 2.0',
    loginSubType: 'OauthHybridRefreshToken',
    application: 'Salesforce for iOS',
    browser: 'Salesforce Mobile SDK',
    platform: 'iPhone',
    clientVersion: '252.0',
    isPost: false,
  },
];

const INTEGRATIONS: readonly Partial<SignInShape>[] = [
  {
    loginType: 'Remote Access 2.0',
    loginSubType: 'OauthClientCredentials',
    application: 'Order Sync',
    browser: 'Java (Salesforce.com)',
    platform: 'Unknown',
  },
  {
    loginType: 'Remote Access 2.0',
    loginSubType: 'OauthRefreshToken',
    application: 'Dataloader Bulk',
    browser: 'Unknown',
    platform: 'Unknown',
    tlsProtocol: 'TLS 1.2',
    cipherSuite: 'ECDHE-RSA-AES256-GCM-SHA384',
  },
  {
    loginType: 'Other Apex API',
    loginSubType: 'SoapApiLogin',
    application: 'N/A',
    apiType: 'SOAP Partner',
    apiVersion: '41.0',
    browser: 'Unknown',
    platform: 'Unknown',
    tlsProtocol: 'TLS 1.2',
    cipherSuite: 'ECDHE-RSA-AES128-SHA256',
  },
];

const FAILURES: Readonly<Record<Habit, readonly string[]>> = {
  browser: ['Invalid Password', 'Password Lockout', 'Failed: Computer activation required'],
  sso: ['Failed: Assertion Expired', 'User is Inactive', 'Failed: Signature Invalid'],
  mobile: ['Failed: Invalid Token', 'User Is Frozen'],
  integration: ['Restricted IP', 'Failed: IP Address Not Allowed', 'Login rate exceeded'],
  portal: ['Invalid Password', 'No Experience Cloud site access'],
  none: ['Invalid Password'],
};
