import type { Instance, Technique } from '../attacks/instance.js';
import type { CheckRun } from '../judging/found.js';

/** What a check says that it finds, in terms of what was planted. */
export interface Claim {
  /** Whether it should find an instance that leaves its trace. */
  readonly finds: (instance: Instance) => boolean;
  /** It states what is so, whoever did it: such a finding is not wrong when nobody attacked. */
  readonly isLiteral: boolean;
}

const entered: readonly Technique[] = [
  'takeover-foreign',
  'takeover-domestic',
  'takeover-during-work',
  'takeover-after-reset',
  'dormant-account-used',
];

function of(...techniques: readonly Technique[]): (instance: Instance) => boolean {
  return ({ technique }) => techniques.includes(technique);
}

function claim(finds: Claim['finds'], isLiteral = false): Claim {
  return { finds, isLiteral };
}

const gotIn = ({ observed }: Instance) => observed.successes > 0;
const byPerson = (instance: Instance) => entered.includes(instance.technique) && gotIn(instance);
/** With fewer own sign-ins than this nobody can say what is usual for an account. */
const leastKnown = 10;
const isKnown = ({ observed }: Instance) => observed.knownSignIns >= leastKnown;

/** Whether an intruder and the owner signed in as one body cannot. */
function isImpossibleJourney({ observed }: Instance): boolean {
  const { travel, isPlaced } = observed;
  return isPlaced && travel !== undefined && travel.km >= 500 && travel.km / travel.hours >= 900;
}

function withinMinutes({ observed }: Instance, minutes: number): boolean {
  return observed.travel !== undefined && observed.travel.hours * 60 <= minutes;
}

const guessing = of('password-guessing', 'password-guessing-distributed');
const lists = of('spray-single-source', 'spray-distributed', 'credential-stuffing');
/** Fewer wrong passwords than this are what people do who forgot theirs. */
const manyTries = 10;

/** On fewer days than this two places at once may be the fault of who places addresses. */
const leastDays = 3;

/** What checks claim, by their ids. */
const claims: Readonly<Record<string, Claim>> = {
  'unknown-app-token': claim(of('unknown-application', 'device-code-phishing'), true),
  'new-country': claim(
    (instance) => byPerson(instance) && instance.observed.newCountry && isKnown(instance),
    true,
  ),
  'brute-force': claim((instance) => guessing(instance) && instance.observed.failures >= manyTries),
  'password-spray': claim(of('spray-single-source', 'spray-distributed')),
  'credential-stuffing': claim(of('credential-stuffing')),
  'success-after-failures': claim(
    (instance) => (guessing(instance) || lists(instance)) && gotIn(instance),
  ),
  'lock-out-spike': claim(of('lock-out-wave')),
  'mfa-fatigue': claim(of('second-factor-fatigue')),
  'account-shared': claim(
    ({ technique, observed }) =>
      technique === 'account-shared' && observed.apartDays.size >= leastDays,
  ),
  // It tells that a credential is used from a network where it was not, also after a move.
  'service-account-new-source': claim(of('integration-stolen'), true),
  'two-countries-quickly': claim(
    (instance) =>
      byPerson(instance) &&
      instance.observed.newCountry &&
      !instance.observed.isPlaced &&
      withinMinutes(instance, 30),
  ),
  'new-device': claim(
    (instance) => byPerson(instance) && instance.observed.newDevice && isKnown(instance),
    true,
  ),
  'session-moved': claim(of('session-stolen')),
  // It names what is new, and how seldom that is.
  'sign-in-risk': claim(
    (instance) => byPerson(instance) && instance.observed.newDevice && isKnown(instance),
    true,
  ),
  'new-network': claim(() => false, true),
  'unusual-hour': claim(() => false, true),
  'privilege-granted': claim(of('privilege-granted'), true),
  'setting-weakened': claim(of('setting-weakened'), true),
  'app-new-device-flow': claim(of('device-code-phishing'), true),
  'disabled-account-attempt': claim(of('left-account-tried'), true),
  'sign-in-as-another': claim(of('login-as-abuse'), true),
  'recovery-data-changed': claim(
    (instance) => instance.technique === 'takeover-after-reset' && gotIn(instance),
  ),
  'api-only-account-interactive': claim(of('integration-in-browser'), true),
  'impossible-travel': claim((instance) => byPerson(instance) && isImpossibleJourney(instance)),
  'dormant-account-active': claim(
    ({ technique, observed }) => technique === 'dormant-account-used' && observed.idleDays >= 60,
    true,
  ),
};

const literalCategories: readonly CheckRun['category'][] = [
  'lifecycle',
  'licence',
  'privilege',
  'credential',
  'auth-policy',
  'oauth',
  'admin-change',
  'data-quality',
];

/** What a check claims; one that is not in the list claims no technique. */
export function claimOf({ id, category }: Pick<CheckRun, 'id' | 'category'>): Claim {
  return claims[id] ?? claim(() => false, literalCategories.includes(category));
}
