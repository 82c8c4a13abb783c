import type { SetCheck } from '../check.js';
import { accountInactive } from './account-inactive.js';
import { accountNeverSignedIn } from './account-never-signed-in.js';
import { adminDormant } from './admin-dormant.js';
import { licenceHeldFrozen } from './licence-held-frozen.js';
import { mfaMissing } from './mfa-missing.js';
import { unknownAppToken } from './unknown-app-token.js';

/** Every check that compares sets of stored facts, in the order of the catalogue. */
export const setChecks: readonly SetCheck[] = [
  accountNeverSignedIn,
  accountInactive,
  licenceHeldFrozen,
  adminDormant,
  mfaMissing,
  unknownAppToken,
];
