import type { FastifyInstance } from 'fastify';

import type { Principal } from '../../access/principal.js';
import type { Credentials } from '../../access/sign-in.js';
import { normalLogin, type User } from '../../access/users.js';
import type { Host } from '../../host-port.js';
import { principalIn, sessionIn } from '../guard.js';
import { answers, closedObject } from '../schemas.js';
import type { SessionCookie } from '../session-cookie.js';
import { begun, login, me, originOf, password, whoView } from './session-answer.js';

const tags = ['session'];
const noContent = { description: 'Done', type: 'null' };

/** Signing in and out, and who is signed in. */
export function sessionRoutes(api: FastifyInstance, host: Host, cookie: SessionCookie): void {
  whoRoutes(api, host, cookie);
  signInRoute(api, host, cookie);
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

/** For the audit log. What nobody is called is not kept: people also type their password there. */
async function knownLogin(host: Host, login: string): Promise<string | undefined> {
  const users = await host.access.users.list();
  return users.find((user) => user.login === normalLogin(login))?.login;
}

async function userOf(host: Host, { userId }: Principal): Promise<User | undefined> {
  return userId === undefined ? undefined : host.access.users.get(userId);
}
