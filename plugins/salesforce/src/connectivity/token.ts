import { type ConnectivityCheck, type Http, hasCode, type RollcallError } from '@rollcall/core';

import { errorOf } from '../api/error-map.js';
import { type Identity, readIdentity } from '../api/identity.js';

/** Setup steps that mend a missing API access. No refusal of a token names one of them. */
const apiSteps: readonly string[] = ['edition', 'permission-set'];

/** The checks of the sign-in, and whose session it is when both passed. */
export interface TokenResult {
  readonly checks: readonly ConnectivityCheck[];
  readonly identity?: Identity;
}

/** Whether the credentials give a token, and whether the token may use the API. One counted request. */
export async function checkToken(http: Http): Promise<TokenResult> {
  try {
    const identity = await readIdentity(http, 'test');
    if ('fault' in identity) return refused(errorOf(identity.fault, 'the list of resources'));
    return { checks: [tokenPassed, apiPassed], identity };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return refused(error);
  }
}

const tokenPassed: ConnectivityCheck = {
  id: 'token',
  title: 'Sign-in',
  status: 'passed',
  detail: 'The app gives a token',
};
const apiPassed: ConnectivityCheck = {
  id: 'api-enabled',
  title: 'API access',
  status: 'passed',
  detail: 'The integration user may use the API',
};

function isRefusal(error: unknown): error is RollcallError {
  return hasCode(
    error,
    'AUTH_REFUSED',
    'AUTH_LOOP',
    'INSTANCE_MOVED',
    'HTTP_UNAVAILABLE',
    'HTTP_NOT_JSON',
    'HTTP_BODY_BROKEN',
    'HTTP_DNS',
    'HTTP_TLS',
    'HTTP_PROXY',
    'EGRESS_DENIED',
  );
}

function refused(error: RollcallError): TokenResult {
  const isApi = error.setupStep !== undefined && apiSteps.includes(error.setupStep);
  const check: ConnectivityCheck = {
    ...(isApi ? apiPassed : tokenPassed),
    status: 'failed',
    detail: error.message,
    hint: error.hint,
    setupStep: error.setupStep ?? 'credentials',
  };
  return { checks: isApi ? [tokenPassed, check] : [check] };
}
