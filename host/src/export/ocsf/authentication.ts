import { endpointOf, type Place } from './endpoint.js';
import {
  accountJoin,
  type CommonRow,
  commonColumns,
  commonJoins,
  event,
  type OcsfClass,
  type OcsfSource,
  userOf,
} from './event.js';

const authentication: OcsfClass = { name: 'Authentication', uid: 3002, category: 3 };

interface SignInRow extends CommonRow, Place {
  readonly id: string;
  readonly time: string;
  readonly account_id: string | null;
  readonly username: string | null;
  readonly outcome: string;
  readonly status_detail: string | null;
  readonly method: string | null;
  readonly channel: string | null;
  readonly sign_in_type: string | null;
  readonly sign_in_subtype: string | null;
  readonly application: string | null;
  readonly browser: string | null;
  readonly platform: string | null;
  readonly client_version: string | null;
  readonly api_type: string | null;
  readonly api_version: string | null;
  readonly tls_protocol: string | null;
  readonly cipher_suite: string | null;
  readonly host: string | null;
  readonly auth_method_reference: string | null;
  readonly has_factor: boolean;
}

/** Sign-ins as logons. */
export const signIns: OcsfSource = {
  file: 'authentication',
  entity: 'sign_in',
  query: (conditions) => `SELECT row_to_json(x)::text FROM (
    SELECT ${commonColumns}, f.id, f.time, f.account_id, a.username, f.outcome, f.status_detail, f.method, f.channel,
      f.sign_in_type, f.sign_in_subtype, f.source_ip, f.forwarded_for, f.country, f.region, f.city, f.latitude,
      f.longitude, f.application, f.browser, f.platform, f.client_version, f.api_type, f.api_version,
      f.tls_protocol, f.cipher_suite, f.host, f.auth_method_reference, v.id IS NOT NULL AS has_factor
    FROM facts.sign_ins f ${commonJoins} ${accountJoin('f.account_id')}
    LEFT JOIN (SELECT DISTINCT integration_id, sign_in_id AS id FROM facts.factor_events
      WHERE outcome = 'success' AND sign_in_id IS NOT NULL) v
      ON v.integration_id = f.integration_id AND v.id = f.id
    WHERE ${conditions} ORDER BY f.integration_id, f.time, f.id) x`,
  events(text, version) {
    const row: SignInRow = { ...JSON.parse(text), version };
    const isGood = row.outcome === 'success';
    const head = {
      activity: 1,
      time: row.time,
      severity: isGood ? 1 : 2,
      uid: row.id,
      logName: 'sign_in',
      eventCode: row.sign_in_type,
    };
    return [
      event(authentication, row, head, {
        status_id: isGood ? 1 : 2,
        status: isGood ? 'Success' : 'Failure',
        status_code: row.outcome,
        status_detail: row.status_detail,
        user: userOf(row.account_id, row.username),
        ...protocolOf(row),
        logon_type_id: row.channel === 'ui' ? 2 : 3,
        is_remote: true,
        is_mfa: isMfa(row),
        service: { name: row.product, uid: row.host },
        src_endpoint: endpointOf(row),
        actor: { app_name: row.application },
        http_request: {
          user_agent: [row.browser, row.platform].filter((part) => part !== null).join(' on '),
        },
        unmapped: {
          channel: row.channel,
          sign_in_subtype: row.sign_in_subtype,
          api_type: row.api_type,
          api_version: row.api_version,
          client_version: row.client_version,
          tls_protocol: row.tls_protocol,
          cipher_suite: row.cipher_suite,
        },
      }),
    ];
  },
};

/** Only what is proven: no sign of a second factor is not a sign of none. */
function isMfa(row: SignInRow): boolean | undefined {
  return row.has_factor || /\bmfa\b/i.test(row.auth_method_reference ?? '') ? true : undefined;
}

function protocolOf({ method, sign_in_type: type }: SignInRow) {
  if (method === 'oauth') return { auth_protocol_id: 6 };
  if (method === 'api_password') return { auth_protocol_id: 11 };
  if (method === 'sso' && /saml/i.test(type ?? '')) return { auth_protocol_id: 5 };
  if (method === 'sso' && /openid|third|provider/i.test(type ?? '')) return { auth_protocol_id: 4 };
  return method === null ? {} : { auth_protocol_id: 99, auth_protocol: method };
}

interface FactorEventRow extends CommonRow, Place {
  readonly id: string;
  readonly time: string;
  readonly account_id: string | null;
  readonly username: string | null;
  readonly sign_in_id: string | null;
  readonly method: string | null;
  readonly activity: string | null;
  readonly policy: string | null;
  readonly outcome: string | null;
  readonly status_detail: string | null;
}

/** Verifications of a second factor, as what comes before a logon. */
export const verifications: OcsfSource = {
  file: 'authentication_factors',
  entity: 'factor_event',
  query: (conditions) => `SELECT row_to_json(x)::text FROM (
    SELECT ${commonColumns}, f.id, f.time, f.account_id, a.username, f.sign_in_id, f.method, f.activity, f.policy,
      f.outcome, f.status_detail, f.source_ip
    FROM facts.factor_events f ${commonJoins} ${accountJoin('f.account_id')}
    WHERE ${conditions} ORDER BY f.integration_id, f.time, f.id) x`,
  events(text, version) {
    const row: FactorEventRow = { ...JSON.parse(text), version };
    const status = { success: 1, failure: 2 }[row.outcome ?? ''] ?? 0;
    const head = {
      activity: 6,
      time: row.time,
      severity: status === 2 ? 2 : 1,
      uid: row.id,
      logName: 'factor_event',
      correlationUid: row.sign_in_id,
    };
    return [
      event(authentication, row, head, {
        status_id: status,
        status_code: row.outcome,
        status_detail: row.status_detail,
        user: userOf(row.account_id, row.username),
        auth_factors: [factorOf(row.method)],
        service: { name: row.product },
        src_endpoint: endpointOf(row),
        unmapped: { activity: row.activity, policy: row.policy },
      }),
    ];
  },
};

const factorTypes: readonly (readonly [RegExp, number])[] = [
  [/sms|text/i, 1],
  [/voice|phone|call/i, 3],
  [/biometric|builtin|platform/i, 4],
  [/push|authenticator|mobile ?app/i, 5],
  [/u2f/i, 9],
  [/webauthn|passkey|security ?key/i, 10],
  [/totp|otp|code ?generator|one.?time/i, 7],
  [/mail/i, 8],
  [/password/i, 11],
];

function factorOf(method: string | null) {
  const type = factorTypes.find(([pattern]) => pattern.test(method ?? ''))?.[1];
  return type === undefined
    ? { factor_type_id: 99, factor_type: method ?? 'unknown' }
    : { factor_type_id: type };
}
