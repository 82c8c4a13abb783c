import type { LicenceAssignment, LicencePool } from '@rollcall/core';

import { flag, id, type Row } from '../api/row.js';
import type { RowSum } from './snapshot-stream.js';

/** Begins the name of every field of `User` that says whether it holds a feature licence. */
export const featurePrefix = 'UserPermissions';

/** Asked for where the org does not describe its users. */
export const commonFeatures: readonly string[] = [
  'UserPermissionsMarketingUser',
  'UserPermissionsOfflineUser',
  'UserPermissionsCallCenterAutoLogin',
  'UserPermissionsSFContentUser',
  'UserPermissionsKnowledgeUser',
  'UserPermissionsInteractionUser',
  'UserPermissionsSupportUser',
];

/** The feature licences that a `User` row holds; none when it is not active, which frees the seat. */
export function featureAssignmentsOf(row: Row): readonly LicenceAssignment[] {
  const accountId = id(row, 'Id');
  if (accountId === null || flag(row, 'IsActive') !== true) return [];
  const held = featuresOf(row).filter((field) => flag(row, field) === true);
  return held.map((licenceId) => ({
    id: `${accountId}:${licenceId}`,
    accountId,
    licenceId,
    layer: 'feature',
  }));
}

/** Makes pools of the feature licences, by counting who holds them: the org tells no totals. */
export const featurePools: RowSum = {
  of: (row) => {
    const counts = flag(row, 'IsActive') === true;
    return Object.fromEntries(
      featuresOf(row).map((field) => [field, counts && flag(row, field) === true ? 1 : 0]),
    );
  },
  records: (used) => [...used].map(([field, count]) => poolOf(field, count)),
};

function poolOf(field: string, used: number): LicencePool {
  return { id: field, name: nameOf(field), key: field, layer: 'feature', total: null, used };
}

function featuresOf(row: Row): readonly string[] {
  return Object.keys(row).filter((field) => field.startsWith(featurePrefix));
}

/** `UserPermissionsMarketingUser` → `Marketing User`. */
function nameOf(field: string): string {
  return field.slice(featurePrefix.length).replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}
