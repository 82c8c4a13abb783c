import { isIP } from 'node:net';

import { RollcallError } from '@rollcall/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { ApiTokens } from '../access/api-tokens.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route answers without a token. */
    readonly isPublic?: boolean;
  }
}

/** What the guard checks requests against. */
export interface GuardOptions {
  /** Whose tokens open the API. */
  readonly tokens: Pick<ApiTokens, 'verify'>;
  /** Names that this host is reached by, besides `localhost` and addresses. */
  readonly allowedHosts: readonly string[];
}

/**
 * Lets no request pass whose `Host` header names another machine (a page of a foreign site whose
 * name was pointed here would send its own), and none without a token, but to public routes.
 */
export function guard(server: FastifyInstance, { tokens, allowedHosts }: GuardOptions): void {
  const names = new Set(['localhost', ...allowedHosts.map((name) => name.toLowerCase())]);
  server.addHook('onRequest', async (request) => {
    assertHost(request, names);
    if (request.is404 || request.routeOptions.config.isPublic === true) return;
    const token = bearerOf(request);
    if (token === undefined) throw new RollcallError('UNAUTHENTICATED', 'an API token is needed');
    if (!(await tokens.verify(token))) {
      throw new RollcallError('UNAUTHENTICATED', 'the API token is not known here', {
        hint: 'Make one with "rollcall token add NAME".',
      });
    }
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

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
