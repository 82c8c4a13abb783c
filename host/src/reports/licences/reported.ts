import type { Proposal } from './proposal.js';
import type { Judgement } from './unused.js';

/** An account whose licence is paid for and not used. */
export interface ReportedAccount extends Judgement, Proposal {
  readonly integrationId: string;
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly department: string | null;
  readonly managerId: string | null;
  /** `human` or `service`. */
  readonly kind: string;
  readonly state: string;
  /** The kind of its latest use: a sign-in, or a token that an application holds. */
  readonly lastUse: { readonly at: string; readonly by: 'sign-in' | 'token' } | null;
  /** Name of the base licence, else of the dearest one. */
  readonly licence: string;
  /** Names of all that it holds. */
  readonly licences: readonly string[];
  /** Of every licence with a known price; null when none is known. */
  readonly monthlySaving: number | null;
  /** Whether a price in it is a list price: then it is an upper bound. */
  readonly isListPrice: boolean;
}

/** A deactivated account that still holds seats. */
export interface DeactivatedHolder {
  readonly integrationId: string;
  readonly accountId: string;
  readonly username: string;
  readonly licences: readonly string[];
  /** Per month; 0 where the provider does not count the seats of deactivated accounts; null when not known. */
  readonly monthlySaving: number | null;
}

/** Something that limits what the report proves. */
export interface ReportNote {
  readonly integrationId: string;
  readonly text: string;
}
