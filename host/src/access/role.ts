import type { Role, Scope } from '../db/access-tables.js';

/** Every role; each may all that the one before may. */
export const roles: readonly Role[] = ['viewer', 'operator', 'administrator'];

/** Every scope of an API token, in the order of the roles that they amount to. */
export const scopes: readonly Scope[] = ['read', 'operate', 'admin'];

const roleByScope: Readonly<Record<Scope, Role>> = {
  read: 'viewer',
  operate: 'operator',
  admin: 'administrator',
};

/** Whether `role` may what `needed` may. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** The role that a scope amounts to. */
export function roleOfScope(scope: Scope): Role {
  return roleByScope[scope];
}

/** What a token may: no more than its scope, and no more than its user may today. */
export function roleOfToken(scope: Scope, user: Role | null): Role {
  const most = roleOfScope(scope);
  return user === null || isAtLeast(user, most) ? most : user;
}
