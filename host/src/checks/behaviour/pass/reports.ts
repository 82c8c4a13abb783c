import type { FindingDraft } from '../../check.js';
import type { Report } from '../detector.js';

/** What a pass found: the latest report of each subject and bucket, described when it ends. */
export class Reports {
  readonly #byCheck = new Map<string, Map<string, Report>>();

  add(check: string, report: Report): void {
    const known = this.#byCheck.get(check);
    const reports = known ?? new Map<string, Report>();
    if (known === undefined) this.#byCheck.set(check, reports);
    reports.set(JSON.stringify([report.subject, report.bucket]), report);
  }

  /** Findings of a check, in order of their first evidence. */
  drafts(check: string): readonly FindingDraft[] {
    const drafts = [...(this.#byCheck.get(check)?.values() ?? [])].map((report) => ({
      subject: report.subject,
      bucket: report.bucket,
      ...report.describe(),
    }));
    return drafts.sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime());
  }
}
