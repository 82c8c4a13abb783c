import type { Permission } from './permissions.js';

/** How the limit header reads. */
export type LimitHeaderForm = 'plain' | 'per-app' | 'bursts' | 'garbage' | 'absent';

/** Behaviour that may be changed while the org runs. */
export interface OrgSettings {
  /** What the run-as user was granted; implied permissions come along. */
  permissions: readonly Permission[];
  isUserSharingPrivate: boolean;
  isApiEnabledForOrg: boolean;
  isInMaintenance: boolean;
  apiVersions: { readonly min: number; readonly max: number };
  limitHeader: LimitHeaderForm;
  /** Largest page of a query, whatever the caller asks for. */
  maxPage: number;
  /** Open query cursors; the oldest is dropped beyond this. */
  maxCursors: number;
  /** Rows of a page fetched inside a composite request; undefined for whole pages. */
  compositePage: number | undefined;
  /** Polls a bulk job takes to complete. */
  bulkPolls: number;
  /** Makes bulk jobs fail with this message. */
  bulkErrorMessage: string | undefined;
  /** Bulk query jobs allowed in 24 hours. */
  bulkJobLimit: number;
  /** Objects the Bulk API refuses although the schema allows them. */
  bulkRefused: readonly string[];
  /** Rows of bulk results served at once when the caller names no number. */
  bulkPage: number;
  /** Largest page of bulk results, whatever the caller asks for; undefined for any size. */
  maxBulkPage: number | undefined;
}

/** The settings of an org nobody touched. */
export function defaultSettings(permissions: readonly Permission[]): OrgSettings {
  return {
    permissions,
    isUserSharingPrivate: false,
    isApiEnabledForOrg: true,
    isInMaintenance: false,
    apiVersions: { min: 31, max: 68 },
    limitHeader: 'plain',
    maxPage: 2000,
    maxCursors: 10,
    compositePage: undefined,
    bulkPolls: 2,
    bulkErrorMessage: undefined,
    bulkJobLimit: 10_000,
    bulkRefused: [],
    bulkPage: 50_000,
    maxBulkPage: undefined,
  };
}
