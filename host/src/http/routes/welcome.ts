import type { FastifyInstance } from 'fastify';

import type { Credentials } from '../../access/sign-in.js';
import type { Host } from '../../host-port.js';
import { answer, answers, closedObject, textOrNull } from '../schemas.js';
import type { SessionCookie } from '../session-cookie.js';
import { begun, login, me, originOf, password } from './session-answer.js';

const tags = ['session'];
const token = { type: 'string', maxLength: 128, description: 'What follows `#t=` in the link' };

/** What a one-time link leads to. */
export function welcomeRoutes(api: FastifyInstance, host: Host, cookie: SessionCookie): void {
  lookRoute(api, host);
  linkRoute(api, host, cookie);
}

function lookRoute(api: FastifyInstance, host: Host): void {
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
}

function linkRoute(api: FastifyInstance, host: Host, cookie: SessionCookie): void {
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
