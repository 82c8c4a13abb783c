import type { SignIn } from '@rollcall/core';

import { decimal, id, instant, parent, type Row, rest, text } from '../api/row.js';
import { signInPermission } from '../tables/permissions.js';
import type { EventStream } from './event-stream.js';

/** Name of the stream in the manifest. */
export const signInStream = 'sign-ins';

/** Fields of `LoginHistory` that a sign-in cannot do without. */
export const requiredSignInFields: readonly string[] = ['Id', 'LoginTime', 'UserId', 'Status'];

/** Fields that are left out where the user may not see them. */
const optionalSignInFields: readonly string[] = [
  'LoginType',
  'LoginSubType',
  'SourceIp',
  'ForwardedForIp',
  'LoginUrl',
  'AuthenticationServiceId',
  'LoginGeoId',
  'TlsProtocol',
  'CipherSuite',
  'Browser',
  'Platform',
  'Application',
  'ClientVersion',
  'ApiType',
  'ApiVersion',
  'CountryIso',
  'AuthMethodReference',
  'NetworkId',
  'LoginGeo.CountryIso',
  'LoginGeo.City',
  'LoginGeo.Subdivision',
  'LoginGeo.Latitude',
  'LoginGeo.Longitude',
];

const carried: ReadonlySet<string> = new Set(
  [...requiredSignInFields, ...optionalSignInFields].filter(
    (field) => field !== 'LoginGeoId' && field !== 'NetworkId',
  ),
).union(new Set(['LoginGeo']));

/** Who signed in, how and from where. Without its permission only the own sign-ins are visible, silently. */
export const signIns: EventStream = {
  name: signInStream,
  object: 'LoginHistory',
  label: 'sign-ins',
  timeField: 'LoginTime',
  ownerField: 'UserId',
  required: requiredSignInFields,
  optional: optionalSignInFields,
  permission: signInPermission,
  allRowsBy: ['ManageUsers', 'MonitorLoginHistory'],
  map: signInOf,
};

type Method = NonNullable<SignIn['method']>;
type Channel = NonNullable<SignIn['channel']>;

/** The sign-in of a `LoginHistory` row. */
export function signInOf(row: Row, collectorId: string | undefined): SignIn {
  const accountId = id(row, 'UserId');
  const place = parent(row, 'LoginGeo');
  return {
    id: id(row, 'Id') ?? '',
    time: instant(row, 'LoginTime') ?? '',
    accountId,
    outcome: text(row, 'Status')?.trim().toLowerCase() === 'success' ? 'success' : 'failure',
    statusDetail: text(row, 'Status'),
    method: methodOf(row),
    channel: channelOf(row),
    signInType: text(row, 'LoginType'),
    signInSubtype: text(row, 'LoginSubType'),
    sourceIp: text(row, 'SourceIp'),
    forwardedFor: text(row, 'ForwardedForIp'),
    country: countryOf(row) ?? countryOf(place),
    city: text(place, 'City'),
    region: text(place, 'Subdivision'),
    latitude: decimal(place, 'Latitude'),
    longitude: decimal(place, 'Longitude'),
    application: text(row, 'Application'),
    browser: text(row, 'Browser'),
    platform: text(row, 'Platform'),
    clientVersion: text(row, 'ClientVersion'),
    apiType: text(row, 'ApiType'),
    apiVersion: text(row, 'ApiVersion'),
    tlsProtocol: text(row, 'TlsProtocol'),
    cipherSuite: text(row, 'CipherSuite'),
    host: text(row, 'LoginUrl'),
    authServiceId: id(row, 'AuthenticationServiceId'),
    authMethodReference: text(row, 'AuthMethodReference'),
    isCollector: collectorId === undefined ? null : collectorId === accountId,
    raw: rest(row, carried),
  };
}

/** `Unknown` and other words are not countries. */
function countryOf(row: Row): string | null {
  const country = text(row, 'CountryIso');
  return country !== null && /^[A-Za-z]{2,3}$/.test(country) ? country.toUpperCase() : null;
}

/** By type, then by subtype; answers carry the label or the API name of a type. */
function methodOf(row: Row): Method {
  const type = compact(text(row, 'LoginType'));
  const subtype = compact(text(row, 'LoginSubType'));
  if (/^(sysadminswitch|substituteuser)/.test(type)) return 'impersonation';
  if (/saml|thirdpartysso|authprovider|employeelogin/.test(type)) return 'sso';
  if (subtype === 'oauthusernamepassword') return 'api_password';
  if (/^oauth|^remoteaccess/.test(type) || subtype.startsWith('oauth')) return 'oauth';
  if (/^certificate/.test(type)) return 'certificate';
  if (/passwordless|^lightninglogin|passkey/.test(type)) return 'passwordless';
  if (subtype.startsWith('soapapilogin') || isApiType(type)) return 'api_password';
  return /^application$|portal|selfservice|unpwd/.test(type) ? 'password' : 'other';
}

function channelOf(row: Row): Channel {
  const type = compact(text(row, 'LoginType'));
  const api = compact(text(row, 'ApiType'));
  const application = (text(row, 'Application') ?? '').toLowerCase();
  const subtype = compact(text(row, 'LoginSubType'));
  if (subtype === 'internalsalesforceauthentication') return 'internal';
  if (/salesforce for (ios|android)|mobile/.test(application)) return 'mobile';
  if (api !== '' && api !== 'na') return 'api';
  if (isApiType(type) || /^oauth|^remoteaccess/.test(type)) return 'api';
  if (type === '') return 'unknown';
  return 'ui';
}

function isApiType(type: string): boolean {
  return /^(otherapi|otherapexapi|partner|partnerproduct|datajunction|ajax|networksportalapionly)/.test(
    type,
  );
}

/** Letters and digits alone, in lower case: labels and API names then look alike. */
function compact(value: string | null): string {
  return (value ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
}
