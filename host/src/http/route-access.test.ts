import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { isAtLeast, roleOfScope, roles, scopes } from '../access/role.js';
import { csrfTokenOf } from '../access/sessions.js';
import { fakeHost } from '../cli/testing/fake-host.js';
import type { Role } from '../db/access-tables.js';
import { isChanging, type RouteAccess } from './route-access.js';
import { buildServer } from './server.js';

const server = buildServer(fakeHost(), { version: '0.1.0', heartbeatMs: 10 });

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly access: RouteAccess;
  readonly operationId: string;
  readonly hasAnswer: boolean;
}

interface Described {
  readonly 'x-access': RouteAccess;
  readonly operationId: string;
  readonly responses: Readonly<Record<string, object>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

/** Everything that the server answers, by its own description. */
async function operations(): Promise<readonly Operation[]> {
  const answer = await server.inject({
    url: '/api/v1/openapi.json',
    headers: { host: 'localhost' },
  });
  const { paths } = answer.json<Document>();
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, described]) => ({
      method: method.toUpperCase(),
      path,
      access: described['x-access'],
      operationId: described.operationId,
      hasAnswer: Object.keys(described.responses).some((status) => /^2/.test(status)),
    })),
  );
}

/** Somebody who sends a request, and the role that they have. */
interface Sender {
  readonly name: string;
  readonly role: Role | undefined;
  readonly isPerson: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const senders: readonly Sender[] = [
  { name: 'nobody', role: undefined, isPerson: false, headers: {} },
  ...roles.map((role) => ({
    name: `a ${role}`,
    role,
    isPerson: true,
    headers: { cookie: `rollcall=${role}`, 'x-csrf-token': csrfTokenOf(role) },
  })),
  ...scopes.map((scope) => ({
    name: `a token to ${scope}`,
    role: roleOfScope(scope),
    isPerson: false,
    headers: { authorization: `Bearer rct_${scope}` },
  })),
];

/** What the guard decides: 401, 403, or whatever the route itself answers. */
function expected({ access }: Operation, { role, isPerson }: Sender): 401 | 403 | 'passes' {
  if (access === 'public') return 'passes';
  if (!role) return 401;
  const may = access === 'session' ? isPerson : isAtLeast(role, access);
  return may ? 'passes' : 403;
}

let all: readonly Operation[];

beforeAll(async () => {
  all = await operations();
});

afterAll(() => server.close());

describe('every route', () => {
  it('is described, with a name, its answer and who may use it', () => {
    const names = all.map(({ operationId }) => operationId);

    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(({ access, hasAnswer }) => !access || !hasAnswer)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(senders)('lets $name pass where the role allows it, and nowhere else', async (sender) => {
    const wrong: string[] = [];

    for (const operation of all) {
      // Signing out would end what the next request is sent with; who may revoke a token depends on whose it is.
      if (operation.access === 'session' && sender.isPerson) continue;
      if (operation.path === '/api/v1/tokens/{id}') continue;
      const answer = await server.inject({
        method: operation.method as 'GET',
        url: operation.path.replace('{id}', 'none'),
        headers: { host: 'localhost', ...sender.headers },
      });
      const code = answer.statusCode >= 400 ? answer.json<{ code?: string }>().code : undefined;
      const isRefused = code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';
      const decision = isRefused ? answer.statusCode : 'passes';
      if (decision !== expected(operation, sender)) {
        wrong.push(`${operation.method} ${operation.path}: ${decision}`);
      }
    }

    expect(wrong).toEqual([]);
  });

  it('that changes something is closed to viewers, but for what is their own', () => {
    const open = all.filter(
      ({ method, access }) => isChanging(method) && !['operator', 'administrator'].includes(access),
    );

    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'DELETE /api/v1/session',
      'DELETE /api/v1/sessions',
      'DELETE /api/v1/sessions/{id}',
      'DELETE /api/v1/tokens/{id}',
      'PATCH /api/v1/session',
      'POST /api/v1/session',
      'POST /api/v1/session/password',
      'POST /api/v1/tokens',
      'POST /api/v1/welcome',
      'POST /api/v1/welcome/look',
    ]);
  });

  it.each([{}, { config: { access: 'operator' as const } }])(
    'says so, or the server does not start',
    (route) => {
      const own = buildServer(fakeHost(), { version: '0.1.0' });

      expect(() => own.post('/forgotten', route, async () => 'done')).toThrow('/forgotten');
    },
  );
});
