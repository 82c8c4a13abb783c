import type { ApiToken } from '../access/api-tokens.js';
import type { StoredAuditEntry } from '../access/audit-log.js';
import type { Session } from '../access/sessions.js';
import type { User } from '../access/users.js';
import { isoOrNull } from './iso.js';

/** A user as API and command line show them. */
export function userView(user: User) {
  return {
    id: user.id,
    name: user.name,
    login: user.login,
    role: user.role,
    hasPassword: user.hasPassword,
    createdAt: user.createdAt.toISOString(),
    lastSignInAt: isoOrNull(user.lastSignInAt),
  };
}

/** A session as its owner sees it; `isCurrent` is the one that asks. */
export function sessionView(session: Session, currentId: string) {
  return {
    id: session.id,
    isCurrent: session.id === currentId,
    address: session.address,
    client: session.client,
    createdAt: session.createdAt.toISOString(),
    lastUsedAt: session.lastUsedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  };
}

/** A token, without the token itself. */
export function tokenView(token: ApiToken) {
  return {
    id: token.id,
    name: token.name,
    scope: token.scope,
    user: token.user?.login ?? null,
    madeBy: token.madeBy,
    createdAt: token.createdAt.toISOString(),
    expiresAt: isoOrNull(token.expiresAt),
    lastUsedAt: isoOrNull(token.lastUsedAt),
  };
}

/** An entry of the audit log. */
export function auditView({ id, at, actor, action, object, ...entry }: StoredAuditEntry) {
  return {
    id,
    at: at.toISOString(),
    actor: { kind: actor.kind, id: actor.id ?? null, name: actor.name },
    action,
    object: object ?? null,
    address: entry.address ?? null,
    result: entry.result,
    code: entry.code ?? null,
  };
}
