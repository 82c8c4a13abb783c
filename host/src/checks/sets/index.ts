import type { SetCheck } from '../check.js';
import { accessPeerOutlier } from './access-peer-outlier.js';
import { accountDuplicate } from './account-duplicate.js';
import { accountInactive } from './account-inactive.js';
import { accountNeverSignedIn } from './account-never-signed-in.js';
import { accountOrphaned } from './account-orphaned.js';
import { adminDormant } from './admin-dormant.js';
import { adminInventory } from './admin-inventory.js';
import { adminRightUnused } from './admin-right-unused.js';
import { adminTooMany } from './admin-too-many.js';
import { apiOnlyAccountInteractive } from './api-only-account-interactive.js';
import { appAllowListBypass } from './app-allow-list-bypass.js';
import { collectorBlindSpot } from './collector-blind-spot.js';
import { guestActivity } from './guest-activity.js';
import { legacyTls } from './legacy-tls.js';
import { licenceCountMismatch } from './licence-count-mismatch.js';
import { licenceHeldDeactivated } from './licence-held-deactivated.js';
import { licenceHeldFrozen } from './licence-held-frozen.js';
import { licenceIdle } from './licence-idle.js';
import { licenceOverSpecified } from './licence-over-specified.js';
import { licencePoolExhausted } from './licence-pool-exhausted.js';
import { licencePoolExpiring } from './licence-pool-expiring.js';
import { licencePoolUnderused } from './licence-pool-underused.js';
import { mfaMissing } from './mfa-missing.js';
import { mfaWaived } from './mfa-waived.js';
import { privilegeGranted } from './privilege-granted.js';
import { privilegeWithoutEnd } from './privilege-without-end.js';
import { serviceAccountPrivileged } from './service-account-privileged.js';
import { settingWeakened } from './setting-weakened.js';
import { standardProfileInUse } from './standard-profile-in-use.js';
import { unknownAppToken } from './unknown-app-token.js';

/** Every check that compares sets of stored facts, in the order of the catalogue. */
export const setChecks: readonly SetCheck[] = [
  accountNeverSignedIn,
  accountInactive,
  accountDuplicate,
  accountOrphaned,
  licenceIdle,
  licenceHeldFrozen,
  licenceHeldDeactivated,
  licencePoolExhausted,
  licencePoolExpiring,
  licencePoolUnderused,
  licenceOverSpecified,
  adminInventory,
  adminTooMany,
  adminDormant,
  adminRightUnused,
  serviceAccountPrivileged,
  appAllowListBypass,
  standardProfileInUse,
  privilegeWithoutEnd,
  accessPeerOutlier,
  guestActivity,
  mfaMissing,
  mfaWaived,
  apiOnlyAccountInteractive,
  legacyTls,
  unknownAppToken,
  privilegeGranted,
  settingWeakened,
  licenceCountMismatch,
  collectorBlindSpot,
];
