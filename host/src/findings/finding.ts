import { createHash } from 'node:crypto';

import type { Evidence, Severity } from '../checks/check.js';

/** Where a finding is in its life. */
export const findingStatuses = ['new', 'open', 'reopened', 'muted', 'closed', 'resolved'] as const;

/**
 * Where a finding is in its life. `new`, `open` and `reopened` wait for a person; `muted` waits for a
 * day; `closed` was decided by a person; `resolved` has lost its cause.
 */
export type FindingStatus = (typeof findingStatuses)[number];

/** The statuses in which a finding waits for somebody. */
export const activeStatuses = ['new', 'open', 'reopened'] as const satisfies FindingStatus[];

/** Why a person closes a finding. */
export const dispositions = ['fixed', 'accepted-risk', 'expected', 'false-alarm'] as const;

/** Why a person closed a finding. */
export type Disposition = (typeof dispositions)[number];

/** A finding as lists show it. */
export interface Finding {
  readonly id: string;
  readonly integrationId: string;
  readonly check: string;
  /** Version of the check that saw it last. */
  readonly checkVersion: number;
  /** Whether it happened, and stays true; else it is a state that may end. */
  readonly isEpisode: boolean;
  readonly severity: Severity;
  readonly status: FindingStatus;
  /** Since when it has the status. */
  readonly statusAt: Date;
  readonly title: string;
  readonly subject: string;
  /** Ids of the accounts that it names, the main one first. */
  readonly accounts: readonly string[];
  /** When the first and the last of its evidence happened, by the provider's clock. */
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** When a check found it first and last, by ours. */
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly timesSeen: number;
  readonly disposition: Disposition | undefined;
  /** What the person wrote who closed or muted it. */
  readonly reason: string | undefined;
  readonly mutedUntil: Date | undefined;
}

/** One line of a finding's history. */
export interface FindingEvent {
  readonly at: Date;
  readonly type: string;
  /** Who did it; undefined where nobody did. */
  readonly actor: string | undefined;
  readonly from: FindingStatus | undefined;
  readonly to: FindingStatus;
  readonly severity: Severity;
  readonly disposition: Disposition | undefined;
  readonly until: Date | undefined;
  readonly reason: string | undefined;
}

/** A copy of a record that a finding rests on. */
export interface EvidenceRecord {
  readonly entity: string;
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** A finding with all that is known of it. */
export interface FindingDetail extends Finding {
  readonly evidence: Evidence;
  readonly records: readonly EvidenceRecord[];
  /** Oldest first. */
  readonly history: readonly FindingEvent[];
}

/** What makes two findings the same one. */
export interface FindingKey {
  /** The tenant, or the integration until its tenant is known. */
  readonly scope: string;
  readonly check: string;
  readonly subject: string;
  readonly bucket?: string | undefined;
}

/** The id of a finding: the same for the same cause, in each run and after a new start. */
export function findingId({ scope, check, subject, bucket }: FindingKey): string {
  const text = JSON.stringify([scope, check, subject, bucket ?? null]);
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}
