/** What could be done about an unused account. Nothing is ever done by itself. */
export type ProposedAction = 'deactivate' | 'freeze first' | 'keep';

/** What a proposal rests on. */
export interface ProposalFacts {
  readonly rule: 'never-signed-in' | 'inactive' | 'frozen';
  readonly kind: string;
  /** Days without use of any kind; null when neither use nor creation is known. */
  readonly days: number | null;
  /** Days since it was made; null when not known. */
  readonly ageDays: number | null;
  readonly isAdministrator: boolean;
  /** Days of sign-ins that are stored. */
  readonly coverageDays: number;
  readonly hasToken: boolean;
  /** Whether the provider itself tells last sign-ins: then "never" is proven without a history. */
  readonly tellsLastSignIn: boolean;
}

/** What is proposed, how sure, and what speaks against it. */
export interface Proposal {
  readonly action: ProposedAction;
  /** 0 to 1: how likely the seat can be given up. */
  readonly confidence: number;
  /** Why it is kept for a person to decide. */
  readonly guards: readonly string[];
}

const newDays = 14;
const deactivateNeverAfterDays = 30;
const deactivateAfterDays = 90;
const freezeAfterDays = 60;

/** Proposes what to do about an unused account: guards first, then by how long it was not used. Pure. */
export function propose(facts: ProposalFacts): Proposal {
  const guards = guardsOf(facts);
  const action = guards.length > 0 ? 'keep' : actionOf(facts);
  return { action, confidence: action === 'keep' ? 0 : confidenceOf(facts), guards };
}

function guardsOf(facts: ProposalFacts): readonly string[] {
  const guards: string[] = [];
  if (facts.kind === 'service') guards.push('a machine’s account: ask its technical owner');
  if (facts.isAdministrator) guards.push('has the capabilities of an administrator');
  if (facts.ageDays !== null && facts.ageDays < newDays) guards.push('made less than 14 days ago');
  return guards;
}

function actionOf({ rule, days }: ProposalFacts): ProposedAction {
  if (rule === 'frozen') return 'deactivate';
  if (days === null) return 'keep';
  if (rule === 'never-signed-in' && days >= deactivateNeverAfterDays) return 'deactivate';
  if (days >= deactivateAfterDays) return 'deactivate';
  return days >= freezeAfterDays ? 'freeze first' : 'keep';
}

/** Lower where the history is shorter than what is claimed and the provider tells nothing. */
function confidenceOf(facts: ProposalFacts): number {
  const { days, coverageDays, tellsLastSignIn } = facts;
  const isCovered = tellsLastSignIn || (days !== null && coverageDays >= days);
  return rounded(baseConfidence(facts) * (isCovered ? 1 : 0.7));
}

function baseConfidence({ rule, days, coverageDays, hasToken }: ProposalFacts): number {
  if (rule === 'frozen') return 0.85;
  if (rule === 'never-signed-in') return coverageDays >= 180 && !hasToken ? 0.9 : 0.85;
  return (days ?? 0) >= deactivateAfterDays ? 0.85 : 0.6;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
