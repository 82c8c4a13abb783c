/**
 * SQL: whether account `a` signs in by single sign-on alone. `$1` is the integration; `since` the
 * parameter with the instant from which sign-ins count. Without any sign-in it is not.
 */
export function usesOnlySingleSignOn(since: `$${number}`): string {
  const signIns = `SELECT 1 FROM facts."sign_ins" s WHERE s.integration_id = $1
    AND s.account_id = a.id AND s."time" > ${since} AND s.outcome = 'success'`;
  return `(EXISTS (${signIns} AND s.method = 'sso')
    AND NOT EXISTS (${signIns} AND s.method IN ('password', 'passwordless')))`;
}
