import type { SignIn } from '@rollcall/core';

/** What a sign-in tells besides who, when, whence and how it ended; many share one. */
export type Shape = Pick<
  SignIn,
  | 'method'
  | 'channel'
  | 'signInType'
  | 'signInSubtype'
  | 'application'
  | 'browser'
  | 'platform'
  | 'clientVersion'
  | 'apiType'
  | 'apiVersion'
  | 'tlsProtocol'
  | 'cipherSuite'
  | 'authServiceId'
  | 'authMethodReference'
>;

/** A browser on a machine. */
export interface Device {
  readonly family: 'Chrome' | 'Edge' | 'Firefox' | 'Safari';
  readonly platform: string;
  /** Months that its updates come late. */
  readonly lag: number;
}

/** How a person proves who they are in a browser. */
export type BrowserLogin = 'sso' | 'password';

const firstVersions = { Chrome: 118, Edge: 118, Firefox: 120, Safari: 17 } as const;
const monthsPerVersion = { Chrome: 1, Edge: 1, Firefox: 1, Safari: 9 } as const;

const base: Shape = {
  method: 'password',
  channel: 'ui',
  signInType: 'Application',
  signInSubtype: null,
  application: 'Browser',
  browser: null,
  platform: null,
  clientVersion: 'N/A',
  apiType: 'N/A',
  apiVersion: 'N/A',
  tlsProtocol: 'TLS 1.3',
  cipherSuite: 'TLS_AES_256_GCM_SHA384',
  authServiceId: null,
  authMethodReference: null,
};

const known = new Map<string, Shape>();

function once(key: string, make: () => Shape): Shape {
  const present = known.get(key);
  if (present !== undefined) return present;
  const made = make();
  known.set(key, made);
  return made;
}

/** A sign-in in a browser, which is updated every few weeks. `month` counts from the first one. */
export function browserShape(device: Device, login: BrowserLogin, month: number): Shape {
  const { family, platform, lag } = device;
  const steps = Math.floor(Math.max(0, month - lag) / monthsPerVersion[family]);
  const browser = `${family} ${firstVersions[family] + steps}`;
  return once(`${browser}|${platform}|${login}`, () => {
    if (login === 'password') return { ...base, browser, platform };
    return {
      ...base,
      browser,
      platform,
      method: 'sso',
      signInType: 'SAML Sfdc Initiated SSO',
      authServiceId: '0LE000000000001AAA',
    };
  });
}

/** A sign-in of the application on a phone, by the token that it keeps. */
export function phoneShape(platform: 'iPhone' | 'Android'): Shape {
  const application = platform === 'iPhone' ? 'Salesforce for iOS' : 'Salesforce for Android';
  return once(application, () => ({
    ...base,
    method: 'oauth',
    channel: 'mobile',
    signInType: 'Remote Access 2.0',
    signInSubtype: 'OauthHybridRefreshToken',
    application,
    browser: 'Salesforce Mobile SDK',
    platform,
    clientVersion: '252.0',
  }));
}

/** The ways in which programs sign in. */
export type ProgramLogin =
  | 'OauthClientCredentials'
  | 'OauthRefreshToken'
  | 'SoapApiLogin'
  | 'OauthDevice';

/** A sign-in of a program. */
export function programShape(application: string, login: ProgramLogin, browser = 'Unknown'): Shape {
  return once(`${application}|${login}|${browser}`, () => {
    const isSoap = login === 'SoapApiLogin';
    return {
      ...base,
      method: isSoap ? 'api_password' : 'oauth',
      channel: 'api',
      signInType: isSoap ? 'Other Apex API' : 'Remote Access 2.0',
      signInSubtype: login,
      application,
      browser,
      platform: 'Unknown',
      apiType: isSoap ? 'SOAP Partner' : 'N/A',
      apiVersion: isSoap ? '58.0' : 'N/A',
      tlsProtocol: 'TLS 1.2',
      cipherSuite: 'ECDHE-RSA-AES256-GCM-SHA384',
    };
  });
}

/** An administrator who uses an account as its owner would. */
export function loginAsShape(device: Device, month: number): Shape {
  const shape = browserShape(device, 'password', month);
  return once(`as|${shape.browser}|${shape.platform}`, () => ({
    ...shape,
    method: 'impersonation',
    signInType: 'Sys Admin Switch',
  }));
}
