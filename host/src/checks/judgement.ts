import type {
  FindingDraft,
  Judgement,
  SetCheck,
  Severity,
  Threshold,
  Thresholds,
} from './check.js';
import { severities } from './check.js';

/** Declares a check, keeping the names of its thresholds. */
export function defineSetCheck<const T extends Thresholds>(check: SetCheck<T>): SetCheck<T> {
  return check;
}

/** Fails with findings and passes without: only for a check that could see everything it needs. */
export function judged(findings: readonly FindingDraft[]): Judgement {
  return { status: findings.length > 0 ? 'fail' : 'pass', findings };
}

/** One step more severe, where something makes it worse; `critical` stays. */
export function raised(severity: Severity, isWorse: boolean): Severity {
  if (!isWorse) return severity;
  return severities[severities.indexOf(severity) + 1] ?? severity;
}

/** A threshold in days of 24 hours. */
export function inDays(days: number, description: string, max = 3650): Threshold {
  return { default: days, unit: 'days', description, min: 0, max };
}

/** A threshold that counts something. */
export function inUnits(
  amount: number,
  unit: string,
  description: string,
  max = 10_000,
): Threshold {
  return { default: amount, unit, description, min: 0, max };
}

/** A threshold between nothing and all: 0.8 is 80 %. */
export function asShare(share: number, description: string): Threshold {
  return { default: share, unit: 'share', description, min: 0, max: 1 };
}

/** The first 200 ids of a kind: evidence carries no more. */
export function atMost200(ids: Iterable<string>): readonly string[] {
  return [...new Set(ids)].slice(0, 200);
}
