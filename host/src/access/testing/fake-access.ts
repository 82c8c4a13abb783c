import { RollcallError } from '@rollcall/core';

import type { Role, Scope } from '../../db/access-tables.js';
import type { Access } from '../access.js';
import type { ApiToken } from '../api-tokens.js';
import type { AuditEntry, StoredAuditEntry } from '../audit-log.js';
import { roleOfScope, roles, scopes } from '../role.js';
import type { Session } from '../sessions.js';
import type { User } from '../users.js';

const at = new Date('2026-06-01T12:00:00Z');

/** What a fake remembers. */
export interface FakeAccess extends Access {
  readonly recorded: AuditEntry[];
  /** Sessions and tokens that have ended. */
  readonly ended: Set<string>;
}

/** Users, sessions and tokens of every role: cookie `viewer` or token `rct_read`, and so on. */
export function fakeAccess(): FakeAccess {
  const recorded: AuditEntry[] = [];
  const ended = new Set<string>();
  const users = roles.map(aUser);
  const sessions = users.map(aSession);
  const tokens = scopes.map(aToken);
  return {
    recorded,
    ended,
    users: {
      list: async () => users,
      isEmpty: async () => false,
      get: async (id) => users.find((user) => user.id === id) ?? notFound(),
      add: async (wish) => ({ ...aUser(wish.role), ...wish, hasPassword: false }),
      edit: async (_, patch) => ({ ...aUser('viewer'), ...patch }),
      remove: async () => aUser('viewer'),
    },
    sessions: {
      find: async (value) => sessions.find(({ id }) => id === value && !ended.has(id)),
      isOpen: async (id) => !ended.has(id),
      list: async (userId) => sessions.filter(({ user }) => user.id === userId),
      end: async (_, id) => void ended.add(id),
      endAll: async () => 1,
    },
    signIn: {
      withPassword: async () => ({ user: aUser('viewer'), session: begun }),
      withLink: async () => ({ user: aUser('viewer'), session: begun }),
      changePassword: async () => begun,
    },
    links: {
      makeFor: async () => ({ token: 'link', expiresAt: at }),
      makeFirst: async () => ({ token: 'link', expiresAt: at }),
      look: async () => undefined,
    },
    tokens: {
      add: async ({ name, scope }) => ({ ...aToken(scope), name, token: 'rct_new' }),
      list: async () => tokens,
      get: async (id) => tokens.find((token) => token.id === id) ?? notFound(),
      remove: async (id) => tokens.find((token) => token.id === id) ?? notFound(),
      verify: async (value) => tokens.find(({ id }) => `rct_${id}` === value && !ended.has(id)),
      isValid: async (id) => !ended.has(id),
    },
    audit: {
      record: async (entry) => void recorded.push(entry),
      list: async () =>
        recorded.map((entry, index): StoredAuditEntry => ({ ...entry, id: String(index), at })),
    },
  };
}

const begun = { id: 'viewer', token: 'viewer', expiresAt: at };

function aUser(role: Role): User {
  return {
    id: `user-${role}`,
    name: role,
    login: `${role}@example.com`,
    role,
    hasPassword: true,
    createdAt: at,
    lastSignInAt: null,
  };
}

/** The cookie's value is the name of the role. */
function aSession(user: User): Session {
  return {
    id: user.role,
    user,
    createdAt: at,
    lastUsedAt: at,
    expiresAt: at,
    address: '127.0.0.1',
    client: 'a browser',
  };
}

/** The token is `rct_` and the name of the scope. */
function aToken(scope: Scope): ApiToken {
  return {
    id: scope,
    name: scope,
    scope,
    role: roleOfScope(scope),
    user: null,
    madeBy: null,
    createdAt: at,
    expiresAt: null,
    lastUsedAt: null,
  };
}

function notFound(): never {
  throw new RollcallError('NOT_FOUND', 'there is nothing of that name');
}
