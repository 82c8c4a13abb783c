import type { Instance } from '../attacks/instance.js';
import type { CheckRun, Found, Judged } from '../judging/found.js';
import { dayMs } from '../world/time-zone.js';
import { claimOf } from './claims.js';
import type { Labels } from './labels.js';
import { ratio, type Share, type Size } from './share.js';

/** How well one check did. */
export interface CheckScore {
  readonly check: string;
  readonly kind: CheckRun['kind'];
  readonly status: CheckRun['status'];
  readonly findings: number;
  /** Of its findings, those that rest on a record of something planted. */
  readonly precision: Share;
  /** Of the instances that it claims and that left a trace, those that one of its findings rests on. */
  readonly recall: Share;
  /** What it states is so in any case, so that a finding without an attack is no false alarm. */
  readonly isLiteral: boolean;
  readonly missed: readonly Instance[];
  readonly withoutCause: readonly Found[];
}

/** How well the catalogue did in one company. */
export interface Score {
  readonly checks: readonly CheckScore[];
  /** Findings per thousand accounts and day, by severity; of checks that tell of what happened. */
  readonly alerts: Readonly<Record<Found['severity'], number>>;
  /** High and critical ones of them that no attack and no literal fact explains. */
  readonly highWithoutCause: number;
  /** Whole takeovers that any finding of such a check rests on; of at least medium; of at least high. */
  readonly takeovers: Readonly<Record<'any' | 'medium' | 'high', Share>>;
  /** Those of them that no alert of medium or more rests on. */
  readonly missedTakeovers: readonly Instance[];
  readonly takeoversInFirst30Days: Readonly<Record<'any' | 'medium' | 'high', Share>>;
  /** Takeovers that are found by the most severe findings, so many per thousand accounts and day. */
  readonly atBudget: readonly { readonly alerts: number; readonly takeovers: Share }[];
}

const budgets = [0.1, 1, 10];
const ranks: Readonly<Record<Found['severity'], number>> = {
  info: 0,
  low: 1,
  medium: 2,
  high: 3,
  critical: 4,
};

/** What was planted, in a company of this size. */
export interface Planted extends Size {
  readonly instances: readonly Instance[];
  readonly labels: Labels;
  /** Epoch milliseconds of the first day. */
  readonly start: number;
}

/** Holds what was found against what was planted. */
export function score({ checks, findings }: Judged, planted: Planted): Score {
  const { instances, labels: known, accounts, days, start } = planted;
  const byCheck = Map.groupBy(findings, ({ check }) => check);
  const ofEvents = new Set(checks.filter(({ isOfEvents }) => isOfEvents).map(({ id }) => id));
  const alerts = findings.filter(({ check }) => ofEvents.has(check));
  const thousandDays = (accounts / 1000) * days;
  const literal = new Set(checks.filter((check) => claimOf(check).isLiteral).map(({ id }) => id));
  const withoutCause = alerts.filter(
    (found) =>
      ranks[found.severity] >= ranks.high && !literal.has(found.check) && !known.explain(found),
  );
  const takeovers = instances.filter(
    ({ isTakeover, leavesTrace, observed }) => isTakeover && leavesTrace && observed.successes > 0,
  );
  const noticed = known.restedOnBy(
    alerts.filter(({ severity }) => ranks[severity] >= ranks.medium),
  );
  const first = takeovers.filter(({ from }) => from < start + 30 * dayMs);
  return {
    checks: checks.map((check) => scoreCheck(check, byCheck.get(check.id) ?? [], planted)),
    alerts: bySeverity(alerts, thousandDays),
    highWithoutCause: withoutCause.length / thousandDays,
    takeovers: found(takeovers, alerts, known),
    missedTakeovers: takeovers.filter((takeover) => !noticed.has(takeover)),
    takeoversInFirst30Days: found(first, alerts, known),
    atBudget: budgets.map((budget) => ({
      alerts: budget,
      takeovers: share(
        takeovers,
        known.restedOnBy(mostSevere(alerts, Math.floor(budget * thousandDays))),
      ),
    })),
  };
}

function scoreCheck(
  check: CheckRun,
  findings: readonly Found[],
  { instances, labels: known, start, days }: Planted,
): CheckScore {
  const since = start + (days - (check.lookbackDays ?? days)) * dayMs;
  const { finds, isLiteral } = claimOf(check);
  const claimed = instances.filter(
    (instance) =>
      instance.leavesTrace &&
      instance.traces.length > 0 &&
      instance.from > since &&
      finds(instance),
  );
  const reached = known.restedOnBy(findings);
  const withoutCause = findings.filter((finding) => !known.explain(finding));
  return {
    check: check.id,
    kind: check.kind,
    status: check.status,
    findings: findings.length,
    precision: ratio(findings.length - withoutCause.length, findings.length),
    recall: share(claimed, reached),
    isLiteral,
    missed: claimed.filter((instance) => !reached.has(instance)),
    withoutCause,
  };
}

function found(
  takeovers: readonly Instance[],
  alerts: readonly Found[],
  known: Labels,
): Score['takeovers'] {
  const atLeast = (severity: Found['severity']) =>
    known.restedOnBy(alerts.filter((alert) => ranks[alert.severity] >= ranks[severity]));
  return {
    any: share(takeovers, atLeast('info')),
    medium: share(takeovers, atLeast('medium')),
    high: share(takeovers, atLeast('high')),
  };
}

function mostSevere(alerts: readonly Found[], count: number): readonly Found[] {
  const sorted = [...alerts].sort(
    (one, other) => ranks[other.severity] - ranks[one.severity] || one.firstAt - other.firstAt,
  );
  return sorted.slice(0, count);
}

function bySeverity(alerts: readonly Found[], thousandDays: number): Score['alerts'] {
  const rate = (severity: Found['severity']) =>
    alerts.filter((alert) => alert.severity === severity).length / thousandDays;
  return {
    info: rate('info'),
    low: rate('low'),
    medium: rate('medium'),
    high: rate('high'),
    critical: rate('critical'),
  };
}

function share(instances: readonly Instance[], reached: ReadonlySet<Instance>): Share {
  return ratio(instances.filter((instance) => reached.has(instance)).length, instances.length);
}
