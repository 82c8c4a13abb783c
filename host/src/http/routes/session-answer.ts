import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Origin } from '../../access/principal.js';
import { csrfTokenOf } from '../../access/sessions.js';
import type { SignedIn } from '../../access/sign-in.js';
import type { User } from '../../access/users.js';
import type { Host } from '../../host-port.js';
import { answer, text, textOrNull } from '../schemas.js';
import type { SessionCookie } from '../session-cookie.js';

const role = { enum: ['viewer', 'operator', 'administrator'] };

/** Schema of the answer to who is signed in. */
export const me = answer('Who is signed in', {
  user: {
    type: ['object', 'null'],
    description: 'Null for a token that belongs to no user',
    properties: { id: text, name: text, login: text, role },
  },
  role,
  csrfToken: {
    ...textOrNull,
    description: 'Goes in `x-csrf-token` with each change; null for tokens, which need none',
  },
});

/** A password as it is entered. Long ones are refused by name, not by the schema. */
export const password = { type: 'string', maxLength: 1024 };
/** An e-mail address as it is entered. */
export const login = { type: 'string', maxLength: 320 };

/** A request that begins a session, and its answer. */
export interface Exchange {
  readonly host: Host;
  readonly cookie: SessionCookie;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Answers whoever signed in. The cookie that the browser had before is worth nothing from here on. */
export async function begun(
  { host, cookie, request, reply }: Exchange,
  { user, session }: SignedIn,
) {
  const before = cookie.read(request);
  const old = before === undefined ? undefined : await host.access.sessions.find(before);
  if (old) await host.access.sessions.end(old.user.id, old.id).catch(() => undefined);
  request.auditActor = { kind: 'user', id: user.id, name: user.login };
  request.auditObject = user.login;
  cookie.give(request, reply, session);
  return whoView(user.role, user, session.token);
}

/** Who is signed in; `cookieValue` is that of the session, absent for tokens. */
export function whoView(
  role: User['role'],
  user: User | undefined,
  cookieValue: string | undefined,
) {
  return {
    user: user ? { id: user.id, name: user.name, login: user.login, role: user.role } : null,
    role,
    csrfToken: cookieValue === undefined ? null : csrfTokenOf(cookieValue),
  };
}

/** Where a request comes from. */
export function originOf(request: FastifyRequest): Origin {
  return { address: request.ip, client: request.headers['user-agent'] ?? '' };
}
