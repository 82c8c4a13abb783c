import { isIP } from 'node:net';

import { RollcallError } from '@rollcall/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Access } from '../access/access.js';
import type { Principal } from '../access/principal.js';
import { isAtLeast } from '../access/role.js';
import type { Session } from '../access/sessions.js';
import { assertCsrfToken, assertOwnOrigin } from './forgery.js';
import { isChanging, type RouteAccess } from './route-access.js';
import type { SessionCookie } from './session-cookie.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who the request comes from; undefined on public routes. */
    principal: Principal | undefined;
    /** The session of that person; undefined for tokens. */
    session: Session | undefined;
  }
}

/** What the guard checks requests against. */
export interface GuardOptions {
  readonly access: Pick<Access, 'sessions' | 'tokens' | 'users'>;
  readonly cookie: SessionCookie;
  /** Names that this host is reached by, besides `localhost` and addresses. */
  readonly allowedHosts: readonly string[];
  /** The origin that people use, where a proxy stands before the host. */
  readonly publicOrigin: string | undefined;
}

/**
 * Lets no request pass whose `Host` header names another machine (a page of a foreign site whose
 * name was pointed here would send its own), and none whose sender may not use the route.
 */
export function guard(server: FastifyInstance, options: GuardOptions): void {
  const names = new Set(['localhost', ...options.allowedHosts.map((name) => name.toLowerCase())]);
  server.decorateRequest('principal', undefined);
  server.decorateRequest('session', undefined);
  server.addHook('onRequest', async (request) => {
    assertHost(request, names);
    if (request.is404) return;
    const needed = request.routeOptions.config.access;
    if (needed === 'public') return admitPublic(request, options);
    request.principal = await principalOf(request, options);
    if (!mayUse(request.principal, needed)) throw await refusal(request.principal, needed, options);
  });
}

/**
 * Who is signed in, whatever the route needs.
 * @throws `FORBIDDEN` where there is nobody, which is a fault of the route's declaration
 */
export function principalIn({ principal }: FastifyRequest): Principal {
  if (principal) return principal;
  throw new RollcallError('FORBIDDEN', 'this needs somebody who is signed in');
}

/**
 * The session of a person, on routes that only persons may use.
 * @throws `FORBIDDEN` for a token
 */
export function sessionIn({ session }: FastifyRequest): Session {
  if (session) return session;
  throw new RollcallError('FORBIDDEN', 'this needs a person who is signed in to the console', {
    hint: 'An API token has no session. Sign in to the console.',
  });
}

/** Sign-in needs no session, so that only its origin tells a forged one. */
function admitPublic(request: FastifyRequest, { publicOrigin }: GuardOptions): void {
  if (isChanging(request.method)) assertOwnOrigin(request, publicOrigin);
}

async function principalOf(request: FastifyRequest, options: GuardOptions): Promise<Principal> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return byToken(authorization, options);
  const value = options.cookie.read(request);
  const session = value === undefined ? undefined : await options.access.sessions.find(value);
  if (value === undefined || !session) {
    throw new RollcallError('UNAUTHENTICATED', 'this needs somebody who is signed in');
  }
  assertOwnOrigin(request, options.publicOrigin);
  if (isChanging(request.method)) assertCsrfToken(request, value);
  request.session = session;
  const { user } = session;
  return { kind: 'session', id: session.id, role: user.role, userId: user.id, name: user.login };
}

async function byToken(header: string, { access }: GuardOptions): Promise<Principal> {
  const value = /^Bearer +([\w.~+/=-]+)$/i.exec(header)?.[1];
  const token = value === undefined ? undefined : await access.tokens.verify(value);
  if (!token) {
    throw new RollcallError('UNAUTHENTICATED', 'the API token is not known here, or has expired', {
      hint: 'Make one with "rollcall token add NAME".',
    });
  }
  const { id, name, role, user } = token;
  return { kind: 'token', id, name, role, ...(user ? { userId: user.id } : {}) };
}

/** A route without a declaration keeps the server from starting; here nobody may use it. */
function mayUse({ kind, role }: Principal, needed: RouteAccess | undefined): boolean {
  if (needed === 'session') return kind === 'session';
  return needed !== undefined && needed !== 'public' && isAtLeast(role, needed);
}

async function refusal(
  { kind, role }: Principal,
  needed: RouteAccess | undefined,
  { access }: GuardOptions,
): Promise<RollcallError> {
  if (kind === 'token') {
    const most = needed === 'session' ? 'an API token may not do this' : undefined;
    const message = most ?? `this needs the role ${needed}, the API token has ${role}`;
    return new RollcallError('FORBIDDEN', message, {
      hint: 'Sign in to the console, or use a token that may more.',
    });
  }
  const users = await access.users.list();
  const names = users.filter((user) => user.role === 'administrator').map(({ name }) => name);
  return new RollcallError('FORBIDDEN', `this needs the role ${needed}, yours is ${role}`, {
    hint: `Ask ${new Intl.ListFormat('en', { type: 'disjunction' }).format(names)} for it.`,
  });
}

function assertHost(request: FastifyRequest, names: ReadonlySet<string>): void {
  const header = request.headers.host ?? '';
  const name = header
    .replace(/:\d*$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  if (isIP(name) !== 0 || names.has(name)) return;
  throw new RollcallError('FORBIDDEN', `this is not ${name || 'a host without a name'}`, {
    hint: 'Use the address that "rollcall start" printed.',
  });
}
