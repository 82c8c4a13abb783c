/** SQL about single sign-ins, shared by reports and lists. Each is an expression over the alias `s`. */

/**
 * Which sign-ins: `$1` an integration, `$2` the first instant, `$3` the instant before which; null
 * means any.
 */
export const inScope = `($1::text IS NULL OR s.integration_id = $1)
  AND ($2::timestamptz IS NULL OR s."time" >= $2) AND ($3::timestamptz IS NULL OR s."time" < $3)
  AND s.gone_at IS NULL`;

/** The network of an address: its /24 or /48; what is no address stands for itself. */
export function networkOf(address: string): string {
  return `CASE WHEN pg_input_is_valid(${address}, 'inet') THEN
    text(set_masklen(${address}::inet, CASE family(${address}::inet) WHEN 4 THEN 24 ELSE 48 END)::cidr)
    ELSE ${address} END`;
}

/**
 * `verified (integration_id, sign_in_id)`: sign-ins that a second factor was given for; and
 * `told (integration_id, since)`: from when on all verifications are stored.
 */
export const verifications = `verified AS (
  SELECT DISTINCT integration_id, sign_in_id FROM facts."factor_events"
  WHERE outcome = 'success' AND sign_in_id IS NOT NULL AND gone_at IS NULL
    AND ($1::text IS NULL OR integration_id = $1)
), told AS (
  SELECT integration_id, min("time") AS since FROM facts."factor_events" f
  WHERE gone_at IS NULL AND ($1::text IS NULL OR integration_id = $1) AND EXISTS (
    SELECT 1 FROM rollcall.stream_state st WHERE st.integration_id = f.integration_id
      AND st.stream = f.stream AND st.outcome = 'done')
  GROUP BY integration_id
)`;

/**
 * Whether a sign-in had a second factor: `yes`, `no` or `unknown`. "No" is only said where every
 * verification of that time is stored, or where the protocol has none; what an identity provider
 * asked for is not known unless it tells.
 * @param isVerified SQL: whether a second factor was given for it
 * @param isTold SQL: whether all verifications of its time are stored
 */
export function mfaBy(isVerified: string, isTold: string): string {
  return `CASE
  WHEN ${isVerified}
    OR s.auth_method_reference ~* '\\m(mfa|otp|hwk|swk|fpt|face|sms)\\M'
    OR s.auth_context_class ~* 'mfa|multi.?factor|timesynctoken|smartcard' THEN 'yes'
  WHEN s.method = 'api_password' THEN 'no'
  WHEN s.method = 'password' AND ${isTold} THEN 'no'
  ELSE 'unknown' END`;
}

/** The same, with `verified v` and `told t` joined. */
export const mfaOf = mfaBy('v.sign_in_id IS NOT NULL', 's."time" >= t.since');

/** The joins that `mfaOf` needs. */
export const mfaJoins = `
  LEFT JOIN verified v ON v.integration_id = s.integration_id AND v.sign_in_id = s.id
  LEFT JOIN told t ON t.integration_id = s.integration_id`;

/** A password sent over the API, or a TLS version that is retired. */
export const isLegacy = `(s.method = 'api_password'
  OR s.tls_protocol IN ('TLS 1.0', 'TLS 1.1', 'TLSv1', 'TLSv1.1', 'SSLv3'))`;
