import { createHmac } from 'node:crypto';

import { readCredentials, readForm } from '../auth/credentials.js';
import type { Session } from '../auth/sessions.js';
import { maySignIn, recordRefusal, runAsUser, signIn } from '../auth/sign-in.js';
import { TOKEN_ERRORS, type TokenErrorName } from '../auth/token-errors.js';
import { json, type Reply } from '../net/reply.js';
import type { OrgRequest } from '../net/request.js';
import type { OrgState } from '../state.js';

const UNCACHED = { 'Cache-Control': 'no-cache, no-store', Pragma: 'no-cache' };
const USELESS_SCOPES = ['full', 'web', 'refresh_token'];

/** `POST /services/oauth2/token` for the client credentials flow. */
export function issueToken(org: OrgState, request: OrgRequest): Reply {
  const refusal = findRefusal(org, request);
  if (refusal !== undefined) {
    recordRefusal(org, refusal);
    return tokenError(refusal);
  }
  const user = runAsUser(org);
  if (user === undefined) return tokenError('no-run-as-user');
  return json(tokenReply(org, signIn(org, user)), 200, UNCACHED);
}

/** A documented refusal as the token endpoint sends it. */
export function tokenError(name: TokenErrorName): Reply {
  const [status, error, description] = TOKEN_ERRORS[name];
  return json({ error, error_description: description }, status, UNCACHED);
}

/** The identity URL of a user. */
export function identityUrl(org: OrgState, userId: string): string {
  return `https://login.salesforce.com/id/${org.data.orgId}/${userId}`;
}

function findRefusal(org: OrgState, request: OrgRequest): TokenErrorName | undefined {
  if (request.host !== org.host) return 'wrong-domain';
  const { app } = org;
  if (app.refuseWith !== undefined) return app.refuseWith;
  const form = readForm(request);
  const grant = form.get('grant_type');
  if (grant === null || grant === '') return 'missing-grant-type';
  if (grant !== 'client_credentials') return 'unsupported-grant-type';
  const { id, secret } = readCredentials(request, form);
  if (id === null || id === '') return 'missing-client-id';
  if (secret === null || secret === '') return 'missing-client-secret';
  if (id !== app.consumerKey) return 'unknown-client';
  if (secret !== app.consumerSecret) return 'wrong-secret';
  if (form.has('scope')) return 'scope-parameter';
  return findPolicyRefusal(org);
}

function findPolicyRefusal(org: OrgState): TokenErrorName | undefined {
  if (!org.app.isFlowEnabled) return 'flow-disabled';
  if (org.app.scopes.every((scope) => USELESS_SCOPES.includes(scope))) return 'no-scopes';
  const user = runAsUser(org);
  if (user === undefined) return 'no-run-as-user';
  return maySignIn(org, user) ? undefined : 'inactive-user';
}

function tokenReply(org: OrgState, session: Session): Record<string, string> {
  const id = identityUrl(org, session.userId);
  const issuedAt = String(org.clock.now());
  const signature = createHmac('sha256', org.app.consumerSecret)
    .update(id + issuedAt)
    .digest('base64');
  return {
    access_token: session.token,
    signature,
    scope: org.app.scopes.join(' '),
    instance_url: org.app.instanceUrl ?? org.url,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}
