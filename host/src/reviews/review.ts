import type { CompletenessLine } from '../reports/sign-ins/completeness.js';

/** What is reviewed. */
export const reviewKinds = ['sign-ins', 'access'] as const;

/** What is reviewed: how accounts sign in, or what they may do. */
export type ReviewKind = (typeof reviewKinds)[number];

/** What a reviewer can say of a line. */
export const decisions = ['accept', 'question', 'revoke'] as const;

/** `accept`: it is as it should be; `question`: somebody is asked; `revoke`: it is to be taken away. */
export type Decision = (typeof decisions)[number];

/** Where a review stands. */
export type ReviewState = 'open' | 'completed';

/** How many lines were judged how; their sum is `lines`. */
export interface ReviewTotals {
  readonly lines: number;
  readonly accepted: number;
  readonly questioned: number;
  readonly revoked: number;
  readonly waiting: number;
}

/** An evidence pack that was made of a review. */
export interface ReviewPack {
  readonly sha256: string;
  readonly bytes: number;
  readonly completeness: readonly CompletenessLine[];
  readonly madeAt: Date;
  readonly madeBy: string;
}

/** A review. */
export interface Review {
  readonly id: string;
  readonly kind: ReviewKind;
  /** Null where it is of all integrations. */
  readonly integrationId: string | null;
  readonly integrationName: string | null;
  /** The first instant of the period; of access: the moment that is compared with, if any. */
  readonly from: Date | null;
  /** The instant before which; of access: the moment as of which it is judged. */
  readonly to: Date;
  readonly state: ReviewState;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly completedAt: Date | null;
  readonly completedBy: string | null;
  /** Who answers for it, and what that person states. */
  readonly reviewer: string | null;
  readonly statement: string | null;
  readonly totals: ReviewTotals;
  /** The latest pack. */
  readonly pack: ReviewPack | null;
}

/** Sign-ins of one account, application, method, network or country. */
export interface SignInLine {
  readonly kind: 'sign-ins';
  readonly group: 'account' | 'application' | 'method' | 'network' | 'country';
  /** Null where the provider told nothing. */
  readonly value: string | null;
  readonly integrationId: string | null;
  readonly accountId: string | null;
  /** Why it deserves to be judged. */
  readonly reasons: readonly string[];
  readonly signIns: number;
  readonly failures: number;
  readonly lastAt: string | null;
}

/** One way by which an account holds a privileged capability. */
export interface AccessLine {
  readonly kind: 'access';
  readonly integrationId: string;
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly accountKind: string;
  readonly capability: string;
  readonly capabilityTitle: string;
  readonly role: string;
  readonly roleKind: string;
  readonly via: string;
  readonly since: string | null;
  readonly sinceBy: string | null;
  readonly grantedBy: string | null;
  readonly expiresAt: string | null;
  readonly lastSignInAt: string | null;
  /** What became of it since the moment that is compared with. */
  readonly change: 'held' | 'gained' | 'other role';
}

/** What is judged: a copy, as it was when the review began. */
export type LineFacts = SignInLine | AccessLine;

/** A judgement, and who made it when. */
export interface LineDecision {
  readonly decision: Decision;
  readonly note: string | null;
  readonly decidedAt: Date;
  readonly decidedBy: string;
}

/** A line of a review with what is decided now. */
export interface ReviewLine {
  /** From 1. */
  readonly line: number;
  readonly facts: LineFacts;
  readonly decision: LineDecision | null;
}
