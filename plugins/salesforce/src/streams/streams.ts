import { accounts } from './accounts.js';
import { appGrants, apps } from './apps.js';
import { auditEvents } from './audit-events.js';
import type { EventStream } from './event-stream.js';
import { factorEvents } from './factor-events.js';
import { factors } from './factors.js';
import { groupMembers, groups } from './groups.js';
import { licenceAssignments } from './licence-assignments.js';
import { licencePools } from './licence-pools.js';
import { roleAssignments } from './role-assignments.js';
import { roles } from './roles.js';
import { sessions } from './sessions.js';
import { signIns } from './sign-ins.js';
import type { SnapshotStream } from './snapshot-stream.js';

/** Every stream that is read whole, accounts first. */
export const snapshotStreams: readonly SnapshotStream[] = [
  accounts,
  licencePools,
  licenceAssignments,
  roles,
  roleAssignments,
  groups,
  groupMembers,
  sessions,
  factors,
  apps,
  appGrants,
];

/** Every stream that is read by its time, sign-ins first. */
export const eventStreams: readonly EventStream[] = [signIns, factorEvents, auditEvents];
