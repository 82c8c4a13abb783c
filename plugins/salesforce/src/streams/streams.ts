import { accounts } from './accounts.js';
import { licenceAssignments } from './licence-assignments.js';
import { licencePools } from './licence-pools.js';
import { roleAssignments } from './role-assignments.js';
import { roles } from './roles.js';
import type { SnapshotStream } from './snapshot-stream.js';

/** Every stream that is read whole, accounts first. */
export const snapshotStreams: readonly SnapshotStream[] = [
  accounts,
  licencePools,
  licenceAssignments,
  roles,
  roleAssignments,
];
