import type { Reply } from '../net/reply.js';
import type { OrgRequest } from '../net/request.js';
import type { OrgState } from '../state.js';
import { discovery, identity, introspect, revoke, userInfo, wrongMethod } from './oauth.js';
import { issueToken, tokenError } from './token.js';

type OauthHandler = (org: OrgState, request: OrgRequest) => Reply;

const POSTS: Readonly<Record<string, OauthHandler>> = {
  '/services/oauth2/token': issueTokenAnywhere,
  '/services/oauth2/introspect': introspect,
  '/services/oauth2/revoke': revoke,
};

/** Answers the OAuth endpoints; undefined for every other path. */
export function routeOauth(org: OrgState, request: OrgRequest): Reply | undefined {
  const { path, method } = request;
  const post = POSTS[path];
  if (post !== undefined) return method === 'POST' ? post(org, request) : wrongMethod(request);
  if (path === '/services/oauth2/userinfo') return userInfo(org, request);
  if (path === '/.well-known/openid-configuration') return discovery(org);
  return path.startsWith('/id/') ? identity(org, request) : undefined;
}

/** Lightning hosts do not know the flow; login hosts do not allow it. */
function issueTokenAnywhere(org: OrgState, request: OrgRequest): Reply {
  if (request.host.endsWith('.lightning.force.com')) return tokenError('unsupported-grant-type');
  return issueToken(org, request);
}
