import type { SetCheck } from '../check.js';
import { accountInactive } from './account-inactive.js';
import { accountNeverSignedIn } from './account-never-signed-in.js';
import { adminDormant } from './admin-dormant.js';
import { apiOnlyAccountInteractive } from './api-only-account-interactive.js';
import { collectorBlindSpot } from './collector-blind-spot.js';
import { legacyTls } from './legacy-tls.js';
import { licenceHeldFrozen } from './licence-held-frozen.js';
import { licenceIdle } from './licence-idle.js';
import { mfaMissing } from './mfa-missing.js';
import { privilegeGranted } from './privilege-granted.js';
import { settingWeakened } from './setting-weakened.js';
import { unknownAppToken } from './unknown-app-token.js';

/** Every check that compares sets of stored facts, in the order of the catalogue. */
export const setChecks: readonly SetCheck[] = [
  accountNeverSignedIn,
  accountInactive,
  licenceIdle,
  licenceHeldFrozen,
  adminDormant,
  mfaMissing,
  apiOnlyAccountInteractive,
  legacyTls,
  unknownAppToken,
  privilegeGranted,
  settingWeakened,
  collectorBlindSpot,
];
