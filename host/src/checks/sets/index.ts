import type { SetCheck } from '../check.js';
import { accountDuplicate } from './account-duplicate.js';
import { accountInactive } from './account-inactive.js';
import { accountNeverSignedIn } from './account-never-signed-in.js';
import { accountOrphaned } from './account-orphaned.js';
import { adminDormant } from './admin-dormant.js';
import { apiOnlyAccountInteractive } from './api-only-account-interactive.js';
import { collectorBlindSpot } from './collector-blind-spot.js';
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
import { privilegeGranted } from './privilege-granted.js';
import { settingWeakened } from './setting-weakened.js';
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
  adminDormant,
  mfaMissing,
  apiOnlyAccountInteractive,
  legacyTls,
  unknownAppToken,
  privilegeGranted,
  settingWeakened,
  licenceCountMismatch,
  collectorBlindSpot,
];
