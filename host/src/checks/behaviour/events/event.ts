import type { Source } from './source.js';

/** Why a sign-in failed, as far as the provider's words tell. */
export type FailureReason = 'credentials' | 'locked' | 'disabled' | 'factor' | 'policy' | 'unknown';

/** One attempt to sign in, as detectors see it. Absent is what the provider did not tell. */
export interface SignInEvent {
  readonly type: 'sign-in';
  readonly id: string;
  /** Epoch milliseconds, by the provider's clock. */
  readonly at: number;
  readonly account: string | undefined;
  readonly succeeded: boolean;
  /** Absent when it succeeded. */
  readonly failure: FailureReason | undefined;
  readonly method: string | undefined;
  readonly channel: string | undefined;
  readonly source: Source | undefined;
  readonly country: string | undefined;
  readonly city: string | undefined;
  /** Degrees; both or none. */
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
  /** Family of browser and system, without versions. */
  readonly device: string | undefined;
}

/** One check of a second factor. */
export interface FactorEvent {
  readonly type: 'factor';
  readonly id: string;
  readonly at: number;
  readonly account: string | undefined;
  readonly outcome: string | undefined;
  readonly method: string | undefined;
  readonly signIn: string | undefined;
}

/** One change to the set-up that names the account it was done to. */
export interface AuditEvent {
  readonly type: 'audit';
  readonly id: string;
  readonly at: number;
  readonly target: string | undefined;
  readonly action: string;
}

/** A live session and the sign-in that began it. */
export interface SessionFacts {
  readonly id: string;
  readonly account: string;
  /** When it was last seen. */
  readonly at: number;
  readonly source: Source;
  /** The sign-in that began it: its id, when and from where it was made. */
  readonly signIn: string;
  readonly begunAt: number;
  readonly begunFrom: Source;
  readonly country: string | undefined;
}

/** What happened at the provider. Detectors are fed in order of time, then type, then id. */
export type BehaviourEvent = SignInEvent | FactorEvent | AuditEvent;

/** A failed attempt that may have been a guess: not one that a rule or a second factor stopped. */
export function isGuess({ succeeded, failure }: SignInEvent): boolean {
  return !succeeded && failure !== 'factor' && failure !== 'policy';
}

/** Whether a person was at it, as far as the channel tells. */
export function isInteractive({ channel }: Pick<SignInEvent, 'channel'>): boolean {
  return channel !== 'api' && channel !== 'internal';
}

/** Whether a person was there: an app on a telephone renews its token by itself, from anywhere. */
export function isInPerson(event: Pick<SignInEvent, 'channel'>): boolean {
  return isInteractive(event) && event.channel !== 'mobile';
}

/** Whether somebody else acted as the account: then it says nothing about its owner's habits. */
export function isActedFor({ method, channel }: SignInEvent): boolean {
  return method === 'impersonation' || channel === 'internal';
}

/** A good sign-in of an account, by a person, as far as the provider tells. */
export type PersonalSignIn = SignInEvent & { readonly account: string };

/** Whether a person got in as themselves: only such a sign-in tells where an owner is. */
export function isPersonal(event: SignInEvent): event is PersonalSignIn {
  const { succeeded, account } = event;
  return succeeded && account !== undefined && isInteractive(event) && !isActedFor(event);
}
