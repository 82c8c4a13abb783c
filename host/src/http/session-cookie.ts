import { RollcallError } from '@rollcall/core';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { NewSession } from '../access/sessions.js';

/** What decides on the flags of the cookie. */
export interface CookiePolicy {
  /** Whether pages are reached from other machines, or by https: then the cookie goes by https only. */
  readonly isSecureOnly: boolean;
}

/**
 * The cookie of a session. Scripts cannot read it, other sites cannot make a browser send it, and
 * where connections leave the machine it goes by https only: there its name has the prefix
 * `__Host-`, with which browsers refuse one that another host or path set.
 */
export class SessionCookie {
  readonly #policy: CookiePolicy;

  constructor(policy: CookiePolicy) {
    this.#policy = policy;
  }

  /**
   * Refuses to begin a session whose cookie the browser would not keep, instead of signing in to no
   * effect.
   * @throws `FORBIDDEN`
   */
  assertKept(request: FastifyRequest): void {
    const { origin } = request.headers;
    if (!this.#isSecure(request) || origin === undefined || !URL.canParse(origin)) return;
    const { protocol, hostname } = new URL(origin);
    if (protocol !== 'http:' || /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) return;
    throw new RollcallError('FORBIDDEN', 'other machines sign in by https only', {
      hint: 'Put a proxy that speaks https before Rollcall, and start it with --public-url and --trust-proxy.',
    });
  }

  /** The value that came with a request. */
  read(request: FastifyRequest): string | undefined {
    const header = request.headers.cookie;
    return header === undefined
      ? undefined
      : request.server.parseCookie(header)[this.#name(request)];
  }

  /** Gives the browser the cookie of a session that began. */
  give(request: FastifyRequest, reply: FastifyReply, { token, expiresAt }: NewSession): void {
    reply.header('set-cookie', this.#text(request, token, expiresAt));
  }

  /** Makes the browser forget it. */
  take(request: FastifyRequest, reply: FastifyReply): void {
    reply.header('set-cookie', this.#text(request, '', new Date(0)));
  }

  #text(request: FastifyRequest, value: string, expires: Date): string {
    return request.server.serializeCookie(this.#name(request), value, {
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      secure: this.#isSecure(request),
      expires,
    });
  }

  #name(request: FastifyRequest): string {
    return this.#isSecure(request) ? '__Host-rollcall' : 'rollcall';
  }

  #isSecure(request: FastifyRequest): boolean {
    return this.#policy.isSecureOnly || request.protocol === 'https';
  }
}
