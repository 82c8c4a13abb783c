import type { Severity } from '../../checks/check.js';
import type { Disposition, FindingStatus } from '../../findings/finding.js';
import type { Reader } from '../one-moment.js';

/** A finding that was open in a period, or found or ended in it. */
export interface ReportedFindingFacts {
  readonly id: string;
  readonly integrationId: string;
  readonly check: string;
  readonly checkVersion: number;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly title: string;
  readonly accounts: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  /** When a person first did something about it. */
  readonly acknowledgedAt: Date | null;
  /** When it was last closed or lost its cause; null while it waits for somebody. */
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly disposition: Disposition | null;
  readonly reason: string | null;
  readonly mutedUntil: Date | null;
}

/** Which findings are reported. */
export interface FindingScope {
  readonly integrationId: string | null;
  readonly from: Date | null;
  /** Exclusive. */
  readonly to: Date | null;
}

/** The findings that were open at any time of a period, most severe first. */
export async function readPeriodFindings(
  reader: Reader,
  scope: FindingScope,
): Promise<readonly ReportedFindingFacts[]> {
  const { rows } = await reader.query<ReportedFindingFacts>(
    `SELECT f.id, f.integration_id AS "integrationId", f.check_id AS "check",
       f.check_version AS "checkVersion", f.severity, f.status, f.title, f.accounts,
       f.first_at AS "firstAt", f.last_at AS "lastAt", f.first_seen AS "firstSeen",
       f.last_seen AS "lastSeen", k.at AS "acknowledgedAt",
       CASE WHEN f.status IN ('closed', 'resolved') THEN f.status_at END AS "endedAt",
       CASE WHEN f.status IN ('closed', 'resolved') THEN e.actor END AS "endedBy",
       f.disposition, f.reason, f.muted_until AS "mutedUntil"
     FROM rollcall.finding f
     LEFT JOIN LATERAL (
       SELECT min(at) AS at FROM rollcall.finding_event
       WHERE finding_id = f.id AND actor IS NOT NULL) k ON true
     LEFT JOIN LATERAL (
       SELECT actor FROM rollcall.finding_event
       WHERE finding_id = f.id AND to_status = f.status ORDER BY id DESC LIMIT 1) e ON true
     WHERE ($1::text IS NULL OR f.integration_id = $1)
       AND ($3::timestamptz IS NULL OR f.first_seen < $3)
       AND ($2::timestamptz IS NULL OR f.status NOT IN ('closed', 'resolved') OR f.status_at >= $2
         OR f.last_seen >= $2)
     ORDER BY f.severity DESC, f.last_seen DESC, f.id`,
    [scope.integrationId, scope.from, scope.to],
  );
  return rows;
}
