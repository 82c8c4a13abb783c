import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Principal } from '../../access/principal.js';
import { csrfTokenOf, type NewSession } from '../../access/sessions.js';
import type { Credentials, SignedIn } from '../../access/sign-in.js';
import { normalLogin, type User } from '../../access/users.js';
import type { Host } from '../../host-port.js';
import { principalIn, sessionIn } from '../guard.js';
import { answer, answers, closedObject, text, textOrNull } from '../schemas.js';
import type { SessionCookie } from '../session-cookie.js';

const tags = ['session'];
const role = { enum: ['viewer', 'operator', 'administrator'] };

const me = answer('Who is signed in', {
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

const noContent = { description: 'Done', type: 'null' };
/** A password as it is entered. Long ones are refused by name, not by the schema. */
const password = { type: 'string', maxLength: 1024 };
const login = { type: 'string', maxLength: 320 };

/** Signing in and out, and who is signed in. */
export function sessionRoutes(api: FastifyInstance, host: Host, cookie: SessionCookie): void {
  whoRoutes(api, host, cookie);
  signInRoute(api, host, cookie);
  welcomeRoutes(api, host, cookie);
  passwordRoute(api, host, cookie);
}

function whoRoutes(api: FastifyInstance, host: Host, cookie: SessionCookie): void {
  api.get(
    '/session',
    {
      schema: { tags, summary: 'Who is signed in', response: answers(200, me) },
      config: { access: 'viewer' },
    },
    async (request) => {
      const principal = principalIn(request);
      const value = principal.kind === 'session' ? cookie.read(request) : undefined;
      const user = await userOf(host, principal);
      return whoView(principal.role, user, value);
    },
  );
  api.patch<{ Body: { readonly name: string } }>(
    '/session',
    {
      schema: {
        tags,
        summary: 'Change the own name',
        body: closedObject({ name: { type: 'string', minLength: 1, maxLength: 200 } }, ['name']),
        response: answers(200, me),
      },
      config: { access: 'session', action: 'user.edit' },
    },
    async (request) => {
      const { user } = sessionIn(request);
      request.auditObject = user.login;
      const changed = await host.access.users.edit(user.id, request.body);
      return whoView(changed.role, changed, cookie.read(request));
    },
  );
  api.delete(
    '/session',
    {
      schema: { tags, summary: 'Sign out', response: answers(204, noContent) },
      config: { access: 'session', action: 'session.end' },
    },
    async (request, reply) => {
      const { id, user } = sessionIn(request);
      request.auditObject = user.login;
      await host.access.sessions.end(user.id, id);
      cookie.take(request, reply);
      return reply.code(204).send();
    },
  );
}

function signInRoute(api: FastifyInstance, host: Host, cookie: SessionCookie): void {
  api.post<{ Body: Credentials }>(
    '/session',
    {
      schema: {
        tags,
        summary: 'Sign in; the session is in a cookie',
        security: [],
        body: closedObject({ login, password }, ['login', 'password']),
        response: answers(200, me),
      },
      config: { access: 'public', action: 'session.begin' },
    },
    async (request, reply) => {
      cookie.assertKept(request);
      request.auditActor = { kind: 'anonymous', name: 'somebody' };
      request.auditObject = await knownLogin(host, request.body.login);
      const signedIn = await host.access.signIn.withPassword(request.body, originOf(request));
      return begun({ host, cookie, request, reply }, signedIn);
    },
  );
}

function welcomeRoutes(api: FastifyInstance, host: Host, cookie: SessionCookie): void {
  const token = { type: 'string', maxLength: 128, description: 'What follows `#t=` in the link' };
  api.post<{ Body: { readonly token: string } }>(
    '/welcome/look',
    {
      schema: {
        tags,
        summary: 'Whom a one-time link is for; the link stays as it is',
        security: [],
        body: closedObject({ token }, ['token']),
        response: answers(
          200,
          answer('Whom it is for', {
            isFirst: { type: 'boolean', description: 'Whether it makes the first administrator' },
            name: textOrNull,
            login: textOrNull,
          }),
        ),
      },
      config: { access: 'public', action: null },
    },
    async ({ body }) => {
      const user = await host.access.links.look(body.token);
      return { isFirst: !user, name: user?.name ?? null, login: user?.login ?? null };
    },
  );
  api.post<{ Body: Credentials & { readonly token: string; readonly name?: string } }>(
    '/welcome',
    {
      schema: {
        tags,
        summary: 'Use a one-time link: set the password, and sign in',
        description: 'Name and login count for the first administrator only.',
        security: [],
        body: closedObject({ token, name: { type: 'string', maxLength: 200 }, login, password }, [
          'token',
          'password',
        ]),
        response: answers(200, me),
      },
      config: { access: 'public', action: 'user.welcome' },
    },
    async (request, reply) => {
      cookie.assertKept(request);
      const { name = '', login: given = '', ...link } = request.body;
      const welcomed = { ...link, name, login: given };
      const signedIn = await host.access.signIn.withLink(welcomed, originOf(request));
      return begun({ host, cookie, request, reply }, signedIn);
    },
  );
}

function passwordRoute(api: FastifyInstance, host: Host, cookie: SessionCookie): void {
  api.post<{ Body: { readonly present: string; readonly next: string } }>(
    '/session/password',
    {
      schema: {
        tags,
        summary: 'Change the own password; every other session ends',
        body: closedObject({ present: password, next: password }, ['present', 'next']),
        response: answers(200, me),
      },
      config: { access: 'session', action: 'user.password' },
    },
    async (request, reply) => {
      const { user } = sessionIn(request);
      request.auditObject = user.login;
      const from = originOf(request);
      const session = await host.access.signIn.changePassword(user, request.body, from);
      cookie.give(request, reply, session);
      return whoView(user.role, user, session.token);
    },
  );
}

interface Exchange {
  readonly host: Host;
  readonly cookie: SessionCookie;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The cookie that the browser had before is worth nothing from here on. */
async function begun({ host, cookie, request, reply }: Exchange, { user, session }: SignedIn) {
  const before = cookie.read(request);
  const old = before === undefined ? undefined : await host.access.sessions.find(before);
  if (old) await host.access.sessions.end(old.user.id, old.id).catch(() => undefined);
  request.auditActor = { kind: 'user', id: user.id, name: user.login };
  request.auditObject = user.login;
  cookie.give(request, reply, session);
  return whoView(user.role, user, session.token);
}

/** For the audit log. What nobody is called is not kept: people also type their password there. */
async function knownLogin(host: Host, login: string): Promise<string | undefined> {
  const users = await host.access.users.list();
  return users.find((user) => user.login === normalLogin(login))?.login;
}

async function userOf(host: Host, { userId }: Principal): Promise<User | undefined> {
  return userId === undefined ? undefined : host.access.users.get(userId);
}

function whoView(
  role: User['role'],
  user: User | undefined,
  cookieValue: NewSession['token'] | undefined,
) {
  return {
    user: user ? { id: user.id, name: user.name, login: user.login, role: user.role } : null,
    role,
    csrfToken: cookieValue === undefined ? null : csrfTokenOf(cookieValue),
  };
}

function originOf(request: FastifyRequest) {
  return { address: request.ip, client: request.headers['user-agent'] ?? '' };
}
