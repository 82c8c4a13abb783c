/** Every documented refusal of the token endpoint: status, error, description. */
export const TOKEN_ERRORS = {
  'wrong-domain': [400, 'invalid_grant', 'request not supported on this domain'],
  'no-run-as-user': [400, 'invalid_grant', 'no client credentials user enabled'],
  'flow-disabled': [400, 'invalid_grant', 'client credentials flow is not enabled'],
  'unsupported-grant-type': [400, 'unsupported_grant_type', 'grant type not supported'],
  'unauthorized-client': [400, 'unauthorized_client', 'client is not authorized for this flow'],
  'no-scopes': [400, 'invalid_grant', 'no valid scopes defined'],
  'scope-parameter': [400, 'invalid_request', 'scope parameter not supported'],
  'unknown-client': [400, 'invalid_client_id', 'client identifier invalid'],
  'wrong-secret': [400, 'invalid_client', 'invalid client credentials'],
  'wrong-secret-401': [401, 'invalid_client', 'invalid client credentials'],
  'ip-restricted': [400, 'invalid_grant', 'ip restricted'],
  'ip-not-allowed': [400, 'invalid_grant', 'ip not allowed'],
  'login-hours': [400, 'invalid_grant', 'Restricted time'],
  'not-admin-approved': [
    400,
    'invalid_app_access',
    'user is not admin approved to access this app',
  ],
  'user-not-approved': [400, 'invalid_grant', "user hasn't approved this consumer"],
  'app-not-installed': [400, 'invalid_client', 'app must be installed into org'],
  'app-not-found': [400, 'app_not_found', 'External client app is not installed in this org'],
  'inactive-user': [400, 'invalid_grant', 'inactive user'],
  'inactive-org': [400, 'inactive_org', 'organization is inactive'],
  'rate-limit': [400, 'rate_limit_exceeded', 'login rate limit exceeded'],
  'missing-client-id': [400, 'invalid_request', 'missing required parameter: client_id'],
  'missing-client-secret': [400, 'invalid_request', 'missing required parameter: client_secret'],
  'missing-grant-type': [400, 'invalid_request', 'missing required parameter: grant_type'],
  'authentication-failure': [400, 'invalid_grant', 'authentication failure'],
} as const satisfies Record<string, readonly [number, string, string]>;

/** The name of a documented refusal. */
export type TokenErrorName = keyof typeof TOKEN_ERRORS;

/** What the sign-in history shows for a refusal; undefined when it shows nothing. */
export const REFUSED_STATUS: Readonly<Partial<Record<TokenErrorName, string>>> = {
  'ip-restricted': 'Restricted IP',
  'ip-not-allowed': 'Failed: IP Address Not Allowed',
  'login-hours': 'Restricted time',
  'inactive-user': 'User is Inactive',
  'inactive-org': 'Organization is inactive',
  'rate-limit': 'Login rate exceeded',
};
