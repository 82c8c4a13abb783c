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
import { apiVersionOld } from './api-version-old.js';
import { appAllowListBypass } from './app-allow-list-bypass.js';
import { appNewDeviceFlow } from './app-new-device-flow.js';
import { collectorBlindSpot } from './collector-blind-spot.js';
import { collectorQuotaAnomaly } from './collector-quota-anomaly.js';
import { dataExportStarted } from './data-export-started.js';
import { disabledAccountAttempt } from './disabled-account-attempt.js';
import { guestActivity } from './guest-activity.js';
import { humanAccountScripted } from './human-account-scripted.js';
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
import { mfaWeakOnly } from './mfa-weak-only.js';
import { passwordOld } from './password-old.js';
import { passwordOverApi } from './password-over-api.js';
import { privilegeGranted } from './privilege-granted.js';
import { privilegeWithoutEnd } from './privilege-without-end.js';
import { recoveryDataChanged } from './recovery-data-changed.js';
import { serviceAccountPrivileged } from './service-account-privileged.js';
import { settingWeakened } from './setting-weakened.js';
import { signInAsAnother } from './sign-in-as-another.js';
import { signInBypassesSso } from './sign-in-bypasses-sso.js';
import { signInWithoutMfa } from './sign-in-without-mfa.js';
import { standardProfileInUse } from './standard-profile-in-use.js';
import { tokenUnused } from './token-unused.js';
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
  passwordOld,
  mfaMissing,
  mfaWeakOnly,
  mfaWaived,
  signInBypassesSso,
  signInWithoutMfa,
  apiOnlyAccountInteractive,
  humanAccountScripted,
  passwordOverApi,
  legacyTls,
  apiVersionOld,
  disabledAccountAttempt,
  unknownAppToken,
  tokenUnused,
  appNewDeviceFlow,
  privilegeGranted,
  settingWeakened,
  dataExportStarted,
  recoveryDataChanged,
  signInAsAnother,
  licenceCountMismatch,
  collectorBlindSpot,
  collectorQuotaAnomaly,
];
