import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { sessionView } from '../../views/access-view.js';
import { sessionIn } from '../guard.js';
import { answer, answers, closedObject, idParams, listOf, number, text } from '../schemas.js';
import type { SessionCookie } from '../session-cookie.js';

const tags = ['session'];

const session = answer('A session of the console', {
  id: text,
  isCurrent: { type: 'boolean' },
  address: text,
  client: text,
  createdAt: text,
  lastUsedAt: text,
  expiresAt: text,
});

/** Where somebody is signed in, and signing out there. */
export function ownSessionRoutes(api: FastifyInstance, host: Host, cookie: SessionCookie): void {
  api.get(
    '/sessions',
    {
      schema: {
        tags,
        summary: 'Own sessions, the one used last first',
        querystring: closedObject({}),
        response: answers(200, answer('Sessions', { sessions: listOf(session) })),
      },
      config: { access: 'session' },
    },
    async (request) => {
      const { id, user } = sessionIn(request);
      const all = await host.access.sessions.list(user.id);
      return { sessions: all.map((each) => sessionView(each, id)) };
    },
  );
  endRoutes(api, host, cookie);
}

function endRoutes(api: FastifyInstance, host: Host, cookie: SessionCookie): void {
  api.delete<{ Params: { readonly id: string } }>(
    '/sessions/:id',
    {
      schema: {
        tags,
        summary: 'Sign out elsewhere',
        params: idParams,
        response: answers(204, { description: 'Done', type: 'null' }),
      },
      config: { access: 'session', action: 'session.end' },
    },
    async (request, reply) => {
      await host.access.sessions.end(sessionIn(request).user.id, request.params.id);
      return reply.code(204).send();
    },
  );
  api.delete(
    '/sessions',
    {
      schema: {
        tags,
        summary: 'Sign out everywhere, here too',
        response: answers(200, answer('How many sessions ended', { ended: number })),
      },
      config: { access: 'session', action: 'session.end-all' },
    },
    async (request, reply) => {
      const { user } = sessionIn(request);
      request.auditObject = user.login;
      cookie.take(request, reply);
      return { ended: await host.access.sessions.endAll(user.id) };
    },
  );
}
