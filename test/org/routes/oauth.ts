import { readBearer, readCredentials, readForm } from '../auth/credentials.js';
import type { Row } from '../data/row-table.js';
import { empty, failure, json, type Reply, text } from '../net/reply.js';
import type { OrgRequest } from '../net/request.js';
import type { OrgState } from '../state.js';
import { identityUrl } from './token.js';

/** `POST /services/oauth2/introspect`. */
export function introspect(org: OrgState, request: OrgRequest): Reply {
  const form = readForm(request);
  const { id, secret } = readCredentials(request, form);
  if (id !== org.app.consumerKey || secret !== org.app.consumerSecret) {
    return json({ error: 'invalid_client', error_description: 'invalid client credentials' }, 401);
  }
  const session = org.sessions.peek(form.get('token') ?? '');
  if (session === undefined || !org.app.isIntrospectionAllowed) return json({ active: false });
  const iat = Math.floor(session.issuedAt / 1000);
  return json({
    active: true,
    scope: org.app.scopes.join(' '),
    client_id: org.app.consumerKey,
    username: org.app.runAs,
    sub: identityUrl(org, session.userId),
    token_type: 'access_token',
    exp: Math.floor(org.sessions.expiresAt(session) / 1000),
    iat,
    nbf: iat,
  });
}

/** `POST /services/oauth2/revoke`. */
export function revoke(org: OrgState, request: OrgRequest): Reply {
  const token = readForm(request).get('token') ?? '';
  if (org.sessions.revoke(token)) return empty(200);
  const grants = org.data.rows('OauthToken');
  const slots = grants.slots();
  const deleteToken = grants.reader('DeleteToken');
  const slot = slots.find((place) => token !== '' && deleteToken(place) === token);
  if (slot !== undefined) {
    grants.delete(org.data.ids.id('0CQ', slot));
    return empty(200);
  }
  const error_description = 'this token type is not supported';
  return json({ error: 'unsupported_token_type', error_description }, 400);
}

/** `GET /services/oauth2/userinfo`. Refusals are plain text. */
export function userInfo(org: OrgState, request: OrgRequest): Reply {
  const token = readBearer(request);
  if (token === undefined) return text('Missing_OAuth_Token', 'text/plain', 403);
  const session = org.sessions.use(token);
  const user = session === undefined ? undefined : org.data.rows('User').get(session.userId);
  if (session === undefined || user === undefined)
    return text('Bad_OAuth_Token', 'text/plain', 403);
  return json({
    sub: identityUrl(org, session.userId),
    ...about(org, user),
    preferred_username: user.Username,
    nickname: user.CommunityNickname,
    name: user.Name,
    given_name: user.FirstName,
    family_name: user.LastName,
    zoneinfo: user.TimeZoneSidKey,
    updated_at: new Date(Number(user.LastModifiedDate)).toISOString(),
  });
}

/** `GET /id/<org>/<user>`, the identity URL. */
export function identity(org: OrgState, request: OrgRequest): Reply {
  const session = org.sessions.use(readBearer(request) ?? '');
  const [, orgId, userId = ''] = /^\/id\/(\w+)\/(\w+)$/.exec(request.path) ?? [];
  const user = org.data.rows('User').get(userId);
  if (session === undefined || user === undefined || orgId !== org.data.orgId) {
    return text('Bad_OAuth_Token', 'text/plain', 403);
  }
  return json({
    id: identityUrl(org, userId),
    asserted_user: session.userId === userId,
    ...about(org, user),
    username: user.Username,
    nick_name: user.CommunityNickname,
    display_name: user.Name,
    first_name: user.FirstName,
    last_name: user.LastName,
    timezone: user.TimeZoneSidKey,
  });
}

/** `GET /.well-known/openid-configuration`. */
export function discovery(org: OrgState): Reply {
  return json({
    issuer: org.url,
    token_endpoint: `${org.url}/services/oauth2/token`,
    revocation_endpoint: `${org.url}/services/oauth2/revoke`,
    introspection_endpoint: `${org.url}/services/oauth2/introspect`,
    userinfo_endpoint: `${org.url}/services/oauth2/userinfo`,
    scopes_supported: ['api', 'id', 'openid', 'profile', 'refresh_token'],
  });
}

/** The refusal of anything but POST where only POST makes sense. */
export function wrongMethod(request: OrgRequest): Reply {
  return failure(
    405,
    'METHOD_NOT_ALLOWED',
    `HTTP Method '${request.method}' not allowed. Allowed are POST`,
  );
}

function about(org: OrgState, user: Row): Record<string, unknown> {
  return {
    user_id: user.Id,
    organization_id: org.data.orgId,
    email: user.Email,
    email_verified: true,
    profile: `${org.url}/${String(user.Id)}`,
    urls: {
      rest: `${org.url}/services/data/v{version}/`,
      query: `${org.url}/services/data/v{version}/query/`,
    },
    active: user.IsActive,
    user_type: 'STANDARD',
    language: 'en_US',
    locale: 'en_GB',
    utcOffset: 3_600_000,
    is_app_installed: true,
  };
}
