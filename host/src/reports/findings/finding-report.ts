import type { Clock } from '@rollcall/core';
import type { Pool } from 'pg';

import { catalogue } from '../../checks/catalogue.js';
import { severities } from '../../checks/check.js';
import { type CheckResult, readCheckResults } from '../../checks/check-results.js';
import { headerOf, type ReportHeader } from '../header.js';
import { type Reader, readOneMoment } from '../one-moment.js';
import { readTenants } from '../tenants.js';
import { type ReportedFindingFacts, readPeriodFindings } from './finding-facts.js';

/** Which findings are reported. */
export interface FindingReportOptions {
  /** This version of Rollcall. */
  readonly version: string;
  readonly integrationId?: string | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
}

type Instants =
  | 'firstAt'
  | 'lastAt'
  | 'firstSeen'
  | 'lastSeen'
  | 'acknowledgedAt'
  | 'endedAt'
  | 'mutedUntil';

/** A finding of the period. */
export type ReportedFinding = Omit<ReportedFindingFacts, Instants> & {
  readonly [K in Instants]: ReportedFindingFacts[K] extends Date ? string : string | null;
} & {
  /** Hours from when it was found to what a person first did, and to its end; null while neither was. */
  readonly hoursToAcknowledge: number | null;
  readonly hoursToEnd: number | null;
};

/** The findings of one check, counted. */
export interface CheckSummary {
  readonly check: string;
  readonly title: string;
  readonly version: number;
  readonly findings: number;
  readonly waiting: number;
  readonly muted: number;
  readonly closed: number;
  readonly resolved: number;
  /** The middle one of those that ended. */
  readonly medianHoursToEnd: number | null;
}

/** The findings of a period, and how they were dealt with. */
export interface FindingReport {
  readonly asOf: string;
  readonly header: ReportHeader;
  readonly from: string | null;
  readonly to: string | null;
  readonly bySeverity: readonly {
    readonly severity: string;
    readonly findings: number;
    readonly waiting: number;
  }[];
  readonly byDisposition: readonly { readonly disposition: string; readonly findings: number }[];
  readonly checks: readonly CheckSummary[];
  readonly findings: readonly ReportedFinding[];
  /** How each check lately judged; `unavailable` is never "nothing found". */
  readonly results: readonly (Omit<CheckResult, 'checkedAt' | 'reason'> & {
    readonly reason: string | null;
    readonly checkedAt: string;
  })[];
}

const hourMs = 3_600_000;

/** Reports the findings that were open in a period. */
export function findingReport(
  pool: Pool,
  clock: Clock,
  options: FindingReportOptions,
): Promise<FindingReport> {
  return readOneMoment(pool, (reader) => readFindingReport(reader, clock.now(), options));
}

/** The same with a reader that holds on to a moment already. */
export async function readFindingReport(
  reader: Reader,
  now: Date,
  { version, integrationId, from, to }: FindingReportOptions,
): Promise<FindingReport> {
  const scope = { integrationId: integrationId ?? null, from: from ?? null, to: to ?? null };
  const findings = (await readPeriodFindings(reader, scope)).map(reportedFinding);
  const results = await readCheckResults(reader, integrationId);
  const content = {
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
    ...summaryOf(findings),
    findings,
    results: results.map(({ checkedAt, reason, ...result }) => ({
      ...result,
      reason: reason ?? null,
      checkedAt: checkedAt.toISOString(),
    })),
  };
  const header = headerOf(
    {
      tenants: await readTenants(reader, integrationId),
      datasets: [],
      parameters: { from: content.from, to: content.to, integration: integrationId ?? 'all' },
      prices: [],
    },
    content,
    { at: now, version },
  );
  return { asOf: now.toISOString(), header, ...content };
}

/** A finding with how long it took. Pure. */
export function reportedFinding(facts: ReportedFindingFacts): ReportedFinding {
  const { firstSeen, acknowledgedAt, endedAt } = facts;
  return {
    ...facts,
    firstAt: facts.firstAt.toISOString(),
    lastAt: facts.lastAt.toISOString(),
    firstSeen: firstSeen.toISOString(),
    lastSeen: facts.lastSeen.toISOString(),
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    mutedUntil: facts.mutedUntil?.toISOString() ?? null,
    hoursToAcknowledge: hoursBetween(firstSeen, acknowledgedAt),
    hoursToEnd: hoursBetween(firstSeen, endedAt),
  };
}

function hoursBetween(from: Date, to: Date | null): number | null {
  return to === null ? null : Math.round(((to.getTime() - from.getTime()) / hourMs) * 10) / 10;
}

/** Counts findings by severity, disposition and check. Pure. */
export function summaryOf(
  findings: readonly ReportedFinding[],
): Pick<FindingReport, 'bySeverity' | 'byDisposition' | 'checks'> {
  const dispositions = Map.groupBy(
    findings.filter(({ status }) => status === 'closed'),
    ({ disposition }) => disposition ?? 'not told',
  );
  return {
    bySeverity: severities.toReversed().map((severity) => {
      const of = findings.filter((finding) => finding.severity === severity);
      return { severity, findings: of.length, waiting: of.filter(isWaiting).length };
    }),
    byDisposition: [...dispositions]
      .map(([disposition, of]) => ({ disposition, findings: of.length }))
      .sort((a, b) => b.findings - a.findings || (a.disposition < b.disposition ? -1 : 1)),
    checks: [...Map.groupBy(findings, ({ check }) => check)]
      .map(([check, of]) => checkSummary(check, of))
      .sort((a, b) => b.findings - a.findings || (a.check < b.check ? -1 : 1)),
  };
}

function checkSummary(check: string, findings: readonly ReportedFinding[]): CheckSummary {
  const description = catalogue.find(({ id }) => id === check);
  const count = (status: string): number =>
    findings.filter((finding) => finding.status === status).length;
  return {
    check,
    title: description?.title ?? check,
    version: description?.version ?? findings[0]?.checkVersion ?? 0,
    findings: findings.length,
    waiting: findings.filter(isWaiting).length,
    muted: count('muted'),
    closed: count('closed'),
    resolved: count('resolved'),
    medianHoursToEnd: medianOf(findings.flatMap(({ hoursToEnd }) => hoursToEnd ?? [])),
  };
}

function isWaiting({ status }: ReportedFinding): boolean {
  return status === 'new' || status === 'open' || status === 'reopened';
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) return null;
  const below = sorted[sorted.length / 2 - 1];
  return below === undefined ? middle : Math.round(((below + middle) / 2) * 10) / 10;
}
