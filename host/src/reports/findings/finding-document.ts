import type { Document, Section } from '../document.js';
import type { FindingReport } from './finding-report.js';

/** The findings of a period for people. */
export function findingDocument(report: FindingReport): Document {
  const { findings, bySeverity } = report;
  const waiting = bySeverity.reduce((sum, each) => sum + each.waiting, 0);
  return {
    title: 'Findings',
    header: report.header,
    lines: [
      `${findings.length.toLocaleString('en-US')} findings ${periodOf(report)}; ${waiting.toLocaleString('en-US')} wait for somebody.`,
    ],
    figures: [],
    sections: [
      severitySection(report),
      dispositionSection(report),
      checkSection(report),
      findingSection(report),
      unavailableSection(report),
    ],
    method: [
      'A finding belongs to the period when it was found before its end and did not end before its beginning.',
      'Time to end is from when a check first found it until it was closed or lost its cause. Muted findings have not ended.',
      'A check that cannot be judged proves nothing: it is not the same as nothing found.',
    ],
    data: findingData(report),
  };
}

function periodOf({ from, to }: FindingReport): string {
  if (from === null && to === null) return 'of all times';
  return `${from === null ? '' : `from ${from.slice(0, 10)}`}${to === null ? '' : ` before ${to}`}`.trim();
}

function severitySection({ bySeverity }: FindingReport): Section {
  const found = bySeverity.filter(({ findings }) => findings > 0);
  return {
    title: 'By severity',
    columns: [
      { name: 'Severity' },
      { name: 'Findings', isNumber: true },
      { name: 'Waiting', isNumber: true },
    ],
    rows: found.map(({ severity, findings, waiting }) => [severity, findings, waiting]),
    chart: {
      title: 'Findings by severity',
      unit: 'findings',
      direction: 'rows',
      series: ['Waiting', 'Dealt with'],
      bars: found.map(({ severity, findings, waiting }) => ({
        label: severity,
        values: [waiting, findings - waiting],
      })),
    },
  };
}

function dispositionSection({ byDisposition }: FindingReport): Section {
  return {
    title: 'Closed as',
    columns: [{ name: 'Disposition' }, { name: 'Findings', isNumber: true }],
    rows: byDisposition.map(({ disposition, findings }) => [
      disposition.replaceAll('-', ' '),
      findings,
    ]),
  };
}

function checkSection({ checks }: FindingReport): Section {
  return {
    title: 'By check',
    columns: [
      { name: 'Check' },
      { name: 'Version', isNumber: true },
      { name: 'Findings', isNumber: true },
      { name: 'Waiting', isNumber: true },
      { name: 'Muted', isNumber: true },
      { name: 'Closed', isNumber: true },
      { name: 'Resolved', isNumber: true },
      { name: 'Hours to end, median', isNumber: true },
    ],
    rows: checks.map((check) => [
      check.title,
      check.version,
      check.findings,
      check.waiting,
      check.muted,
      check.closed,
      check.resolved,
      check.medianHoursToEnd,
    ]),
  };
}

function findingSection({ findings }: FindingReport): Section {
  return {
    title: 'Findings',
    columns: [
      { name: 'Severity' },
      { name: 'What' },
      { name: 'State' },
      { name: 'Found' },
      { name: 'Ended' },
      { name: 'By' },
      { name: 'Why' },
    ],
    rows: findings.map((finding) => [
      finding.severity,
      finding.title,
      finding.disposition === null || finding.status !== 'closed'
        ? finding.status
        : `${finding.status}: ${finding.disposition.replaceAll('-', ' ')}`,
      finding.firstSeen,
      finding.endedAt ?? '',
      finding.endedBy ?? '',
      finding.reason ?? '',
    ]),
  };
}

function unavailableSection({ results }: FindingReport): Section {
  return {
    title: 'Checks that cannot be judged',
    columns: [{ name: 'Check' }, { name: 'Why' }, { name: 'Asked' }],
    rows: results
      .filter(({ status }) => status === 'unavailable')
      .map(({ check, reason, checkedAt }) => [check, reason ?? '', checkedAt]),
  };
}

function findingData({ findings }: FindingReport): Document['data'] {
  return {
    columns: [
      'id',
      'integrationId',
      'check',
      'checkVersion',
      'severity',
      'status',
      'disposition',
      'title',
      'accounts',
      'firstAt',
      'lastAt',
      'firstSeen',
      'lastSeen',
      'acknowledgedAt',
      'endedAt',
      'endedBy',
      'hoursToAcknowledge',
      'hoursToEnd',
      'mutedUntil',
      'reason',
    ],
    rows: findings.map((each) => [
      each.id,
      each.integrationId,
      each.check,
      each.checkVersion,
      each.severity,
      each.status,
      each.disposition,
      each.title,
      each.accounts.join('; '),
      each.firstAt,
      each.lastAt,
      each.firstSeen,
      each.lastSeen,
      each.acknowledgedAt,
      each.endedAt,
      each.endedBy,
      each.hoursToAcknowledge,
      each.hoursToEnd,
      each.mutedUntil,
      each.reason,
    ]),
  };
}
