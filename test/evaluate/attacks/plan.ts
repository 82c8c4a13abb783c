import type { Company } from '../company/company.js';
import { Field } from './field.js';
import { guessFromMany, guessPassword, probe, tryLeftAccount } from './guessing.js';
import { grantPower, lookThroughAccounts, shareAccount, weakenSetting } from './insiders.js';
import { lockMany, sprayFromMany, sprayFromOne, stuff } from './lists.js';
import {
  stealSession,
  takeOverAfterReset,
  takeOverAtHome,
  takeOverDuringWork,
  takeOverFromAbroad,
  takeOverUnnoticeably,
  useDormantAccount,
  wearOut,
} from './takeovers.js';
import { admitStranger, browseAsIntegration, phishDeviceCode, stealIntegration } from './tokens.js';

/** How often each is met, per thousand accounts and year. */
const rates: readonly (readonly [number, (field: Field) => void])[] = [
  [0.5, guessPassword],
  [0.4, guessFromMany],
  [0.4, sprayFromOne],
  [0.4, sprayFromMany],
  [0.5, stuff],
  [0.3, lockMany],
  [0.5, takeOverFromAbroad],
  [0.4, takeOverAtHome],
  [0.4, takeOverDuringWork],
  [0.3, takeOverUnnoticeably],
  [0.4, takeOverAfterReset],
  [0.4, useDormantAccount],
  [0.4, wearOut],
  [0.4, stealSession],
  [0.4, shareAccount],
  [0.4, admitStranger],
  [0.4, phishDeviceCode],
  [0.4, stealIntegration],
  [0.4, browseAsIntegration],
  [0.4, grantPower],
  [0.4, weakenSetting],
  [0.3, lookThroughAccounts],
  [0.4, tryLeftAccount],
  [25, probe],
];

/** Plans a company's attacks. Those who stay there the whole year see this and nothing else of them. */
export function planAttacks(company: Company): Field {
  const field = new Field(company);
  const { accounts, days, attackRate, leastOfEach } = company.parameters;
  const thousandYears = (accounts / 1000) * (days / 365);
  for (const [rate, plant] of rates) {
    const count = Math.max(leastOfEach, Math.round(rate * thousandYears * attackRate));
    for (let left = count; left > 0; left -= 1) plant(field);
  }
  return field;
}
