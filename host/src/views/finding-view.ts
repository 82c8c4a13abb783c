import type { CheckDescription } from '../checks/check.js';
import type { Finding, FindingDetail, FindingEvent } from '../findings/finding.js';
import { isoOrNull } from './iso.js';

/** A finding as lists of CLI, API and deliveries have it. */
export function findingView(finding: Finding): Record<string, unknown> {
  return {
    id: finding.id,
    check: finding.check,
    severity: finding.severity,
    status: finding.status,
    accounts: finding.accounts,
    firstSeen: finding.firstSeen.toISOString(),
    lastSeen: finding.lastSeen.toISOString(),
    title: finding.title,
    integrationId: finding.integrationId,
    subject: finding.subject,
    firstAt: finding.firstAt.toISOString(),
    lastAt: finding.lastAt.toISOString(),
    timesSeen: finding.timesSeen,
    statusAt: finding.statusAt.toISOString(),
    disposition: finding.disposition ?? null,
    reason: finding.reason ?? null,
    mutedUntil: isoOrNull(finding.mutedUntil),
  };
}

/** A line of a finding's history as JSON has it. */
function findingEventView(event: FindingEvent): Record<string, unknown> {
  return {
    at: event.at.toISOString(),
    type: event.type,
    actor: event.actor ?? null,
    from: event.from ?? null,
    to: event.to,
    severity: event.severity,
    disposition: event.disposition ?? null,
    until: isoOrNull(event.until),
    reason: event.reason ?? null,
  };
}

/** A finding with evidence, history and what its check says, as CLI and API have it. */
export function findingDetailView(
  finding: FindingDetail,
  check: CheckDescription | undefined,
): Record<string, unknown> {
  return {
    ...findingView(finding),
    checkTitle: check?.title ?? null,
    checkVersion: finding.checkVersion,
    category: check?.category ?? null,
    explanation: check?.explanation ?? null,
    remediation: check?.remediation ?? null,
    severityRule: check?.severityRule ?? null,
    references: check?.references ?? {},
    evidence: finding.evidence,
    records: finding.records,
    history: finding.history.map(findingEventView),
  };
}
