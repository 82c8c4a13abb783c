import type { FindingDraft, Judgement, SetCheck, Severity, Thresholds } from './check.js';
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
