import type { CheckDescription, FindingDraft } from '@rollcall/host/checks';

/** A finding as it is held against what was planted. */
export interface Found {
  readonly check: string;
  readonly severity: FindingDraft['severity'];
  readonly subject: string;
  readonly title: string;
  readonly accounts: readonly string[];
  /** Ids of the records that it rests on, of any kind. */
  readonly evidence: readonly string[];
  /** Epoch milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly facts: FindingDraft['evidence']['facts'];
}

/** How a check judged. */
export interface CheckRun {
  readonly id: string;
  readonly category: CheckDescription['category'];
  readonly kind: 'set' | 'behaviour';
  /** It tells of what happened, not of how things are. */
  readonly isOfEvents: boolean;
  readonly status: 'pass' | 'fail' | 'unavailable';
  readonly reason: string | undefined;
  /** How long it took; undefined where several ran together. */
  readonly seconds: number | undefined;
  /** Days before the end that it looks back to; undefined when it reads everything. */
  readonly lookbackDays: number | undefined;
}

/** All that the checks made of one company. */
export interface Judged {
  readonly checks: readonly CheckRun[];
  readonly findings: readonly Found[];
  /** Seconds that the behavioural checks took together, reading included. */
  readonly behaviourSeconds: number;
  /** Peak of the process that judged, in bytes. */
  readonly peakBytes: number;
}

/** The finding of a draft. */
export function foundOf(check: string, draft: FindingDraft): Found {
  const { severity, subject, title, accounts, evidence, firstAt, lastAt } = draft;
  return {
    check,
    severity,
    subject,
    title,
    accounts,
    evidence: [
      ...(evidence.signInIds ?? []),
      ...(evidence.auditEventIds ?? []),
      ...(evidence.tokenIds ?? []),
      ...(evidence.records ?? []).map(({ id }) => id),
    ],
    firstAt: firstAt.getTime(),
    lastAt: lastAt.getTime(),
    facts: evidence.facts,
  };
}
