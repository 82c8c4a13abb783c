import { account } from './account.js';
import { app } from './app.js';
import { appGrant } from './app-grant.js';
import { auditEvent } from './audit-event.js';
import type { Entity } from './define-entity.js';
import { effectiveAccess } from './effective-access.js';
import { factor } from './factor.js';
import { factorEvent } from './factor-event.js';
import { group } from './group.js';
import { groupMember } from './group-member.js';
import { licenceAssignment } from './licence-assignment.js';
import { licencePool } from './licence-pool.js';
import { role } from './role.js';
import { roleAssignment } from './role-assignment.js';
import { session } from './session.js';
import { signIn } from './sign-in.js';
import { tenant } from './tenant.js';

/** Every entity, by name. A stream whose entity is `record` brings a schema of its own instead. */
export const entities = {
  tenant,
  account,
  licence_pool: licencePool,
  licence_assignment: licenceAssignment,
  role,
  role_assignment: roleAssignment,
  group,
  group_member: groupMember,
  sign_in: signIn,
  session,
  factor,
  factor_event: factorEvent,
  app,
  app_grant: appGrant,
  audit_event: auditEvent,
  effective_access: effectiveAccess,
} as const satisfies Record<string, Entity>;

/** The name of an entity. */
export type EntityName = keyof typeof entities;
