import type { CheckDescription } from '../check.js';
import { bruteForce } from './brute-force.js';
import { credentialStuffing } from './credential-stuffing.js';
import type { BehaviourCheck } from './detector.js';
import { dormantAccountActive } from './dormant-account-active.js';
import { newCountry } from './new-country.js';
import { passwordSpray } from './password-spray.js';
import { successAfterFailures } from './success-after-failures.js';

/** Every check that reads what happened in order of time, as it is run. */
export const detectors: readonly BehaviourCheck[] = [
  newCountry,
  dormantAccountActive,
  bruteForce,
  passwordSpray,
  credentialStuffing,
  successAfterFailures,
];

/** What they say of themselves. */
export const behaviourChecks: readonly CheckDescription[] = detectors;
