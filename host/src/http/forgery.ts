import { timingSafeEqual } from 'node:crypto';

import { RollcallError } from '@rollcall/core';
import type { FastifyRequest } from 'fastify';

import { csrfTokenOf } from '../access/sessions.js';

/** Header with the token that a page got with its session. */
const csrfHeader = 'x-csrf-token';

/**
 * Refuses a request that a page of another origin made a browser send: another port of the same
 * machine counts as the same site, so that `SameSite` alone does not keep it out.
 * @throws `CSRF_REFUSED`
 */
export function assertOwnOrigin(request: FastifyRequest, publicOrigin: string | undefined): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  if (site !== undefined) throw forged('it comes from a page of another site');
  const { origin } = request.headers;
  if (origin === undefined || origin === publicOrigin) return;
  if (URL.canParse(origin) && new URL(origin).host === request.headers.host) return;
  throw forged('it comes from a page of another origin');
}

/**
 * Refuses a change whose header does not hold the token of the session.
 * @throws `CSRF_REFUSED`
 */
export function assertCsrfToken(request: FastifyRequest, sessionToken: string): void {
  const given = Buffer.from(String(request.headers[csrfHeader] ?? ''));
  const needed = Buffer.from(csrfTokenOf(sessionToken));
  if (given.length === needed.length && timingSafeEqual(given, needed)) return;
  throw forged(`the header ${csrfHeader} does not hold the token of the session`);
}

function forged(why: string): RollcallError {
  return new RollcallError('CSRF_REFUSED', `the request was refused: ${why}`);
}
