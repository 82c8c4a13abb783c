import { RollcallError } from '@rollcall/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { ApiToken } from '../../access/api-tokens.js';
import type { Principal } from '../../access/principal.js';
import { isAtLeast, roleOfScope } from '../../access/role.js';
import type { Scope } from '../../db/access-tables.js';
import type { Host } from '../../host-port.js';
import { tokenView } from '../../views/access-view.js';
import { principalIn } from '../guard.js';
import { answer, answers, closedObject, idParams, listOf, text, textOrNull } from '../schemas.js';

interface TokenBody {
  readonly name: string;
  readonly scope: Scope;
  readonly expiresAt?: string | null;
}

const tags = ['tokens'];
const scope = { enum: ['read', 'operate', 'admin'] };

const fields = {
  id: text,
  name: text,
  scope,
  user: { ...textOrNull, description: 'Login of whom it belongs to' },
  madeBy: textOrNull,
  createdAt: text,
  expiresAt: textOrNull,
  lastUsedAt: textOrNull,
};

/** Tokens of the API: everybody's own; an administrator sees and revokes all. */
export function tokenRoutes(api: FastifyInstance, host: Host): void {
  api.get(
    '/tokens',
    {
      schema: {
        tags,
        summary: 'API tokens: the own ones; all for an administrator',
        querystring: closedObject({}),
        response: answers(200, answer('Tokens', { tokens: listOf(answer('A token', fields)) })),
      },
      config: { access: 'viewer' },
    },
    async (request) => ({ tokens: (await visible(host, request)).map(tokenView) }),
  );
  addRoute(api, host);
  api.delete<{ Params: { readonly id: string } }>(
    '/tokens/:id',
    {
      schema: {
        tags,
        summary: 'Revoke a token at once',
        params: idParams,
        response: answers(204, { description: 'Done', type: 'null' }),
      },
      config: { access: 'viewer', action: 'token.remove' },
    },
    async (request, reply) => {
      assertMayManage(principalIn(request));
      const found = (await visible(host, request)).find(({ id }) => id === request.params.id);
      if (!found) throw new RollcallError('NOT_FOUND', 'there is no such API token of yours');
      request.auditObject = found.name;
      await host.access.tokens.remove(found.id);
      return reply.code(204).send();
    },
  );
}

function addRoute(api: FastifyInstance, host: Host): void {
  api.post<{ Body: TokenBody }>(
    '/tokens',
    {
      schema: {
        tags,
        summary: 'Make a token for oneself; it is shown once, and may do no more than its maker',
        body: closedObject(
          {
            name: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' },
            scope,
            expiresAt: { ...textOrNull, description: 'An instant, ISO 8601; null: never' },
          },
          ['name', 'scope'],
        ),
        response: answers(201, answer('The token', { ...fields, token: text })),
      },
      config: { access: 'viewer', action: 'token.add' },
    },
    async (request, reply) => {
      const { name, scope: wanted, expiresAt } = request.body;
      request.auditObject = name;
      const principal = principalIn(request);
      assertMayManage(principal);
      if (!isAtLeast(principal.role, roleOfScope(wanted))) {
        throw new RollcallError('FORBIDDEN', `a token of yours cannot have the scope ${wanted}`);
      }
      const made = await host.access.tokens.add({
        name,
        scope: wanted,
        userId: principal.userId,
        madeBy: principal.name,
        expiresAt: expiryOf(expiresAt),
      });
      reply.code(201).header('location', `/api/v1/tokens/${made.id}`);
      return { ...tokenView(made), token: made.token };
    },
  );
}

/** A token that leaked makes no others, unless it may everything anyway. */
function assertMayManage({ kind, role }: Principal): void {
  if (kind === 'session' || role === 'administrator') return;
  throw new RollcallError('FORBIDDEN', 'this API token may not make or revoke tokens', {
    hint: 'Sign in to the console, or use a token with the scope admin.',
  });
}

async function visible(host: Host, request: FastifyRequest): Promise<readonly ApiToken[]> {
  const { kind, id, role, userId } = principalIn(request);
  const all = await host.access.tokens.list(role === 'administrator' ? undefined : userId);
  // A token of nobody sees itself only.
  const isOfNobody = kind === 'token' && userId === undefined && role !== 'administrator';
  return isOfNobody ? all.filter((each) => each.id === id) : all;
}

function expiryOf(text: string | null | undefined): Date | undefined {
  if (text === null || text === undefined) return undefined;
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  throw new RollcallError('INPUT_INVALID', 'expiresAt is no instant', {
    hint: 'Write it as 2027-01-31T00:00:00Z.',
  });
}
