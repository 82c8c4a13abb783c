import { describe, expect, it } from 'vitest';

import type { ReportedFindingFacts } from './finding-facts.js';
import { reportedFinding, summaryOf } from './finding-report.js';

const found = new Date('2026-05-01T00:00:00Z');
const hoursLater = (hours: number): Date => new Date(found.getTime() + hours * 3_600_000);

function aFinding(patch: Partial<ReportedFindingFacts> = {}) {
  return reportedFinding({
    id: 'f1',
    integrationId: 'i1',
    check: 'account-inactive',
    checkVersion: 1,
    severity: 'low',
    status: 'open',
    title: 'ada has not signed in',
    accounts: ['a1'],
    firstAt: found,
    lastAt: found,
    firstSeen: found,
    lastSeen: found,
    acknowledgedAt: null,
    endedAt: null,
    endedBy: null,
    disposition: null,
    reason: null,
    mutedUntil: null,
    ...patch,
  });
}

const closed = (hours: number, patch: Partial<ReportedFindingFacts> = {}) =>
  aFinding({ status: 'closed', disposition: 'expected', endedAt: hoursLater(hours), ...patch });

describe('findings of a period', () => {
  it('tell how long they took', () => {
    const finding = closed(30, { acknowledgedAt: hoursLater(2.5) });

    expect(finding).toMatchObject({ hoursToAcknowledge: 2.5, hoursToEnd: 30 });
    expect(aFinding()).toMatchObject({ hoursToAcknowledge: null, hoursToEnd: null });
  });

  it('are counted by check, severity and disposition', () => {
    const summary = summaryOf([
      aFinding(),
      aFinding({ status: 'muted', severity: 'high' }),
      closed(10),
      closed(20),
      closed(60, { disposition: 'fixed', check: 'other' }),
    ]);

    expect(summary.checks).toMatchObject([
      {
        check: 'account-inactive',
        findings: 4,
        waiting: 1,
        muted: 1,
        closed: 2,
        medianHoursToEnd: 15,
      },
      { check: 'other', findings: 1, medianHoursToEnd: 60 },
    ]);
    expect(summary.bySeverity.filter(({ findings }) => findings > 0)).toEqual([
      { severity: 'high', findings: 1, waiting: 0 },
      { severity: 'low', findings: 4, waiting: 1 },
    ]);
    expect(summary.byDisposition).toEqual([
      { disposition: 'expected', findings: 2 },
      { disposition: 'fixed', findings: 1 },
    ]);
  });
});
