import type { FastifyInstance } from 'fastify';

import { linkTo, type NewLink } from '../../access/one-time-links.js';
import type { NewUser } from '../../access/users.js';
import type { Host } from '../../host-port.js';
import { userView } from '../../views/access-view.js';
import type { PublicAddress } from '../public-address.js';
import { answer, answers, closedObject, idParams, listOf, text, textOrNull } from '../schemas.js';

interface IdParams {
  readonly id: string;
}

const tags = ['users'];
const role = { enum: ['viewer', 'operator', 'administrator'] };
const name = { type: 'string', minLength: 1, maxLength: 200 };

const fields = {
  id: text,
  name: text,
  login: text,
  role,
  hasPassword: { type: 'boolean' },
  createdAt: text,
  lastSignInAt: textOrNull,
};
const link = {
  link: { ...text, description: 'Sets the password, once; shown only now' },
  linkExpiresAt: text,
};

/** Who may sign in. */
export function userRoutes(api: FastifyInstance, host: Host, address: PublicAddress): void {
  listRoute(api, host);
  linkRoutes(api, host, address);
  changeRoutes(api, host);
}

function listRoute(api: FastifyInstance, host: Host): void {
  api.get(
    '/users',
    {
      schema: {
        tags,
        summary: 'Everybody who may sign in',
        querystring: closedObject({}),
        response: answers(200, answer('Users', { users: listOf(answer('A user', fields)) })),
      },
      config: { access: 'administrator' },
    },
    async () => ({ users: (await host.access.users.list()).map(userView) }),
  );
}

function linkRoutes(api: FastifyInstance, host: Host, address: PublicAddress): void {
  api.post<{ Body: NewUser }>(
    '/users',
    {
      schema: {
        tags,
        summary: 'Add a user; the answer holds the link that sets their password',
        body: closedObject({ name, login: { type: 'string', maxLength: 320 }, role }, [
          'name',
          'login',
          'role',
        ]),
        response: answers(201, answer('The user, and their link', { ...fields, ...link })),
      },
      config: { access: 'administrator', action: 'user.add' },
    },
    async (request, reply) => {
      const user = await host.access.users.add(request.body);
      request.auditObject = user.login;
      const made = await host.access.links.makeFor(user.id);
      reply.code(201).header('location', `/api/v1/users/${user.id}`);
      return { ...userView(user), ...linkView(address.of(request), made) };
    },
  );
  api.post<{ Params: IdParams }>(
    '/users/:id/link',
    {
      schema: {
        tags,
        summary: 'A new link that sets the password; the present password holds until it is used',
        params: idParams,
        response: answers(200, answer('The link', link)),
      },
      config: { access: 'administrator', action: 'user.reset' },
    },
    async (request) => {
      const user = await host.access.users.get(request.params.id);
      request.auditObject = user.login;
      return linkView(address.of(request), await host.access.links.makeFor(user.id));
    },
  );
}

function changeRoutes(api: FastifyInstance, host: Host): void {
  api.patch<{ Params: IdParams; Body: Partial<Pick<NewUser, 'name' | 'role'>> }>(
    '/users/:id',
    {
      schema: {
        tags,
        summary: 'Change name or role; another role ends the sessions of the user',
        params: idParams,
        body: closedObject({ name, role }),
        response: answers(200, answer('The user', fields)),
      },
      config: { access: 'administrator', action: 'user.edit' },
    },
    async (request) => {
      const user = await host.access.users.edit(request.params.id, request.body);
      request.auditObject = user.login;
      return userView(user);
    },
  );
  api.delete<{ Params: IdParams }>(
    '/users/:id',
    {
      schema: {
        tags,
        summary: 'Remove a user with sessions and API tokens',
        params: idParams,
        response: answers(204, { description: 'Done', type: 'null' }),
      },
      config: { access: 'administrator', action: 'user.remove' },
    },
    async (request, reply) => {
      request.auditObject = (await host.access.users.remove(request.params.id)).login;
      return reply.code(204).send();
    },
  );
}

function linkView(base: string, made: NewLink) {
  return { link: linkTo(base, made), linkExpiresAt: made.expiresAt.toISOString() };
}
