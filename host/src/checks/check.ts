import type { EntityName } from '@rollcall/core';
import type { Pool } from 'pg';

/** How much a finding matters. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;

/** How much a finding matters; `info` is an inventory, not a fault. */
export type Severity = (typeof severities)[number];

/** What a check is about: how the catalogue is grouped. */
export type CheckCategory =
  | 'lifecycle'
  | 'licence'
  | 'privilege'
  | 'credential'
  | 'auth-policy'
  | 'anomaly'
  | 'attack'
  | 'oauth'
  | 'admin-change'
  | 'data-quality';

/** A number that an integration's options may replace. */
export interface Threshold {
  readonly default: number;
  /** What it counts: `days`, `accounts`, `km/h`, `share`. */
  readonly unit: string;
  readonly description: string;
  readonly min: number;
  readonly max: number;
}

/** The thresholds of a check by their names. */
export type Thresholds = Readonly<Record<string, Threshold>>;

/** The values that hold for one integration. */
export type ThresholdValues<T extends Thresholds> = Readonly<Record<keyof T & string, number>>;

/** What every check says of itself; the catalogue is shown to people in these words. */
export interface CheckDescription<T extends Thresholds = Thresholds> {
  /** Stable, readable: `account-never-signed-in`. */
  readonly id: string;
  /** Moves when the same facts would be judged in another way; part of evidence packs. */
  readonly version: number;
  readonly title: string;
  /** What it answers, as a question. */
  readonly question: string;
  readonly category: CheckCategory;
  /** Entities without which nothing can be judged. */
  readonly entities: readonly EntityName[];
  /** Fields without which nothing can be judged, as `entity.field`. */
  readonly fields: readonly string[];
  /** When which severity is given, in words. */
  readonly severityRule: string;
  readonly thresholds: T;
  /** Why it matters, and what it does not prove. */
  readonly explanation: string;
  /** What the reader should do. */
  readonly remediation: string;
  readonly references: {
    /** MITRE ATT&CK techniques: `T1110.003`. */
    readonly attack?: readonly string[];
    /** Controls by their ids: `CIS 5.3`, `SOC 2 CC6.3`, `NIST 800-53 AC-2(3)`, `ISO 27001 A.5.18`. */
    readonly controls?: readonly string[];
  };
}

/** The records that a finding rests on, by their ids at the provider; never more than 200 of a kind. */
export interface Evidence {
  readonly signInIds?: readonly string[];
  readonly auditEventIds?: readonly string[];
  readonly tokenIds?: readonly string[];
  /** Other records: entity and id. */
  readonly records?: readonly { readonly entity: EntityName; readonly id: string }[];
  /** Figures and names that a person reads: `{ "distanceKm": 7300, "from": "DE", "to": "BR" }`. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** What a check found; the findings' store gives it an id and a life. */
export interface FindingDraft {
  /** What it is about, stable over runs: an account's id, an application's name, an address. */
  readonly subject: string;
  /** Separates episodes of one subject; absent where the cause is a state that lasts. */
  readonly bucket?: string | undefined;
  readonly severity: Severity;
  /** One sentence that names the subject in words: `ada@example.com has not signed in for 94 days`. */
  readonly title: string;
  /** Ids of the accounts that it names, the main one first. */
  readonly accounts: readonly string[];
  readonly evidence: Evidence;
  /** When the first and the last of its evidence happened, by the provider's clock. */
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** How a check judged an integration. `unavailable` is never `pass`: no data proves nothing. */
export type Judgement =
  | { readonly status: 'pass' | 'fail'; readonly findings: readonly FindingDraft[] }
  | { readonly status: 'unavailable'; readonly reason: string };

/** What a check over sets of facts is given. */
export interface SetCheckContext<T extends Thresholds = Thresholds> {
  readonly pool: Pool;
  readonly integrationId: string;
  /** The injected clock's present. */
  readonly now: Date;
  readonly thresholds: ThresholdValues<T>;
}

/** A check that compares sets of stored facts, in SQL. */
export interface SetCheck<T extends Thresholds = Thresholds> extends CheckDescription<T> {
  /** Whether a finding that is not found again has lost its cause, or was an episode that stays true. */
  readonly closes: 'absent' | 'never';
  /** Judges the stored facts. It is only called when its entities and fields are there. */
  judge(context: SetCheckContext<T>): Promise<Judgement>;
}

/** What the checks over events in their order are given. */
export interface BehaviourInput {
  readonly pool: Pool;
  readonly integrationId: string;
  /** The injected clock's present. */
  readonly now: Date;
  /** By check. */
  readonly thresholds: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly signal: AbortSignal;
  /**
   * Stores the judgements; called once. What they rest on need not be read again once it has
   * returned; when it throws, the next run must find the same again. Their findings are episodes:
   * what is not found again is not over.
   */
  readonly store: (judgements: ReadonlyMap<string, Judgement>) => Promise<void>;
}
