import { queryOptions } from '@tanstack/react-query';

import { presentCsrfToken, rememberCsrfToken } from './client.js';
import { isProblem, problemOf, unreachable } from './problem.js';

/** What a person may do: see, act, or also change users, plugins and settings. */
export type Role = 'viewer' | 'operator' | 'administrator';

/** Who is signed in. */
export interface Session {
  readonly user: {
    readonly id: string;
    readonly login: string;
    readonly name: string;
    readonly role: Role;
  };
  /** What they may do. */
  readonly role: Role;
  /** Goes with every change. */
  readonly csrfToken: string;
}

/** Whom a one-time link is for. */
export interface WelcomeLink {
  /** Whether it makes the first administrator, who names themselves. */
  readonly isFirst: boolean;
  readonly name: string | null;
  readonly login: string | null;
}

/** Where the session is in the cache. Null there means that nobody is signed in. */
export const sessionKey = ['session'] as const;

/** The session of this browser; null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async (): Promise<Session | null> => {
    try {
      return remember(await ask<Session>('GET', '/session'));
    } catch (error) {
      if (isProblem(error) && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Signs in. A wrong name or password is a `Problem` with status 401. */
export async function signIn(given: {
  readonly login: string;
  readonly password: string;
}): Promise<Session> {
  return remember(await ask<Session>('POST', '/session', given));
}

/** Changes the own name. */
export async function renameSelf(name: string): Promise<Session> {
  return remember(await ask<Session>('PATCH', '/session', { name }));
}

/** Changes the own password; every other session ends. */
export async function changePassword(given: {
  readonly present: string;
  readonly next: string;
}): Promise<Session> {
  return remember(await ask<Session>('POST', '/session/password', given));
}

/** Ends the session, here and at the host. */
export async function signOut(): Promise<void> {
  await request('DELETE', '/session');
}

/** Whom a one-time link is for; it stays as it is. A used one is a `Problem` with `LINK_INVALID`. */
export function lookAtLink(token: string): Promise<WelcomeLink> {
  return ask<WelcomeLink>('POST', '/welcome/look', { token });
}

/** Uses a one-time link: sets the password, and signs in. */
export async function welcome(given: {
  readonly token: string;
  readonly password: string;
  /** With the login, of the first administrator only. */
  readonly name?: string;
  readonly login?: string;
}): Promise<Session> {
  return remember(await ask<Session>('POST', '/welcome', given));
}

function remember(session: Session): Session {
  rememberCsrfToken(session.csrfToken);
  return session;
}

/** The routes before a session are the same for every host, and few: they are asked without the typed client. */
async function ask<Body>(method: string, path: string, body?: object): Promise<Body> {
  const response = await request(method, path, body);
  const answer: Body = await response.json();
  return answer;
}

async function request(method: string, path: string, body?: object): Promise<Response> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: {
      'x-csrf-token': presentCsrfToken(),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch((cause) => {
    throw unreachable(cause);
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}
