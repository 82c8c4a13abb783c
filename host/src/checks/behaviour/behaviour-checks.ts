import type { CheckDescription } from '../check.js';
import { accountShared } from './account-shared.js';
import { bruteForce } from './brute-force.js';
import { credentialStuffing } from './credential-stuffing.js';
import type { BehaviourCheck } from './detector.js';
import { dormantAccountActive } from './dormant-account-active.js';
import { impossibleTravel } from './impossible-travel.js';
import { lockOutSpike } from './lock-out-spike.js';
import { mfaFatigue } from './mfa-fatigue.js';
import { newCountry } from './new-country.js';
import { newDevice } from './new-device.js';
import { newNetwork } from './new-network.js';
import { passwordSpray } from './password-spray.js';
import { serviceAccountNewSource } from './service-account-new-source.js';
import { sessionMoved } from './session-moved.js';
import { signInRisk } from './sign-in-risk.js';
import { successAfterFailures } from './success-after-failures.js';
import { twoCountriesQuickly } from './two-countries-quickly.js';
import { unusualHour } from './unusual-hour.js';

/** Every check that reads what happened in order of time, as it is run. */
export const detectors: readonly BehaviourCheck[] = [
  newCountry,
  newNetwork,
  impossibleTravel,
  twoCountriesQuickly,
  newDevice,
  unusualHour,
  dormantAccountActive,
  accountShared,
  sessionMoved,
  bruteForce,
  passwordSpray,
  credentialStuffing,
  successAfterFailures,
  lockOutSpike,
  mfaFatigue,
  serviceAccountNewSource,
  signInRisk,
];

/** What they say of themselves. */
export const behaviourChecks = detectors satisfies readonly CheckDescription[];
