import type { CheckDescription, FindingDraft, Thresholds, ThresholdValues } from '../check.js';
import type { Attack } from './attacks/attack.js';
import type { Attacks } from './attacks/attacks.js';
import type { AuditEvent, FactorEvent, SessionFacts, SignInEvent } from './events/event.js';
import type { AccountHistory } from './memory/account-history.js';
import type { RecentGuesses } from './memory/recent-guesses.js';
import type { TenantHistory } from './memory/tenant-history.js';

/** What the collected accounts say about one. */
export interface AccountFacts {
  readonly username: string;
  readonly kind: string;
  /** Epoch milliseconds. */
  readonly createdAt: number | undefined;
  /** Whether it is the one that Rollcall itself signs in with. */
  readonly isCollector?: boolean | undefined;
}

/** A finding under way: the same subject and bucket replace what was reported before. */
export interface Report extends Pick<FindingDraft, 'subject'> {
  readonly bucket: string;
  /** Describes it as it is when the pass ends. */
  readonly describe: () => Omit<FindingDraft, 'subject' | 'bucket'>;
}

/** What detectors share while an event is judged. */
export interface BehaviourContext {
  /** The event's account as it was before the event; undefined when it never signed in. */
  readonly history: AccountHistory | undefined;
  readonly tenant: TenantHistory;
  /** Attacks on many accounts, with the event. */
  readonly attacks: Pick<Attacks, 'isAttacking' | 'isOneOfMany'>;
  /** Failed attempts on one account, with the event. */
  readonly guesses: Pick<RecentGuesses, 'of'>;
  /** What the accounts say; undefined for one that was not collected. */
  account(id: string): AccountFacts | undefined;
  /** The username, else the id. */
  nameOf(account: string): string;
  /** Asks for `onTime` once the provider's time has passed `at`. */
  wakeAt(at: number): void;
  /** Finds something; calling it again with the same subject and bucket replaces it. */
  report(report: Report): void;
}

/** A detector at work: fed in order of time, it holds no more than it stores. */
export interface Detector<S> {
  onSignIn?(event: SignInEvent, context: BehaviourContext): void;
  onFactorEvent?(event: FactorEvent, context: BehaviourContext): void;
  /** An attack was typed, or a typed one has grown. */
  onAttack?(attack: Attack, context: BehaviourContext): void;
  onAuditEvent?(event: AuditEvent, context: BehaviourContext): void;
  /** A session that is live when everything has been read. */
  onSession?(session: SessionFacts, context: BehaviourContext): void;
  /**
   * No event has come until after `at`: what was due at `at` or before is decided. It asks to be
   * woken for what is still open, also when nothing was due.
   */
  onTime?(at: number, context: BehaviourContext): void;
  /** All that it needs to continue, as JSON. */
  save(): S;
}

/** A check that reads what happened, in order of time. */
export interface BehaviourCheck extends CheckDescription {
  /** Begins anew, or where another left off. Absent thresholds have their defaults. */
  start(thresholds: Readonly<Record<string, number>>, saved: unknown): Detector<unknown>;
}

/** Joins what a check says of itself with what it does. */
export function behaviourCheck<T extends Thresholds, S>(
  description: CheckDescription<T>,
  start: (thresholds: ThresholdValues<T>, saved: S | undefined) => Detector<S>,
): BehaviourCheck {
  const defaults = Object.fromEntries(
    Object.entries(description.thresholds).map(([name, threshold]) => [name, threshold.default]),
  );
  return {
    ...description,
    start: (thresholds, saved) =>
      // Only what the same version of this check saved is ever given back to it.
      start({ ...defaults, ...thresholds } as ThresholdValues<T>, saved as S | undefined),
  };
}
