import { describeCheck } from '../../checks/catalogue.js';
import { severities } from '../../checks/check.js';
import {
  type CommonRow,
  commonColumns,
  commonJoins,
  event,
  type OcsfClass,
  type OcsfSource,
} from './event.js';

const compliance: OcsfClass = { name: 'Compliance Finding', uid: 2003, category: 2 };
const detection: OcsfClass = { name: 'Detection Finding', uid: 2004, category: 2 };

interface FindingRow extends CommonRow {
  readonly id: string;
  readonly check_id: string;
  readonly check_version: number;
  readonly is_episode: boolean;
  readonly severity: (typeof severities)[number];
  readonly status: string;
  readonly title: string;
  readonly accounts: readonly string[];
  readonly evidence: { readonly signInIds?: readonly string[] };
  readonly first_at: string;
  readonly last_at: string;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly reason: string | null;
}

/** What checks over states found, and what behaviour gave away. */
export const findings: readonly OcsfSource[] = [
  source('compliance_finding', false),
  source('detection_finding', true),
];

function source(file: string, isEpisode: boolean): OcsfSource {
  return {
    file,
    entity: 'finding',
    query: (conditions) => `SELECT row_to_json(x)::text FROM (
      SELECT ${commonColumns}, f.id, f.check_id, f.check_version, f.is_episode, f.severity, f.status, f.title,
        f.accounts, f.evidence, f.first_at, f.last_at, f.first_seen, f.last_seen, f.reason
      FROM (SELECT *, status_at AS gone_at FROM rollcall.finding WHERE is_episode = ${isEpisode}) f ${commonJoins}
      WHERE ${conditions} ORDER BY f.integration_id, f.id) x`,
    events(text, version) {
      const row: FindingRow = { ...JSON.parse(text), version };
      const head = {
        activity: activityOf(row.status),
        time: row.last_seen,
        severity: severities.indexOf(row.severity) + 1,
        uid: row.id,
        logName: 'finding',
        eventCode: row.check_id,
      };
      const own = isEpisode ? detectionOf(row) : complianceOf(row);
      return [event(isEpisode ? detection : compliance, row, head, { ...commonOf(row), ...own })];
    },
  };
}

function activityOf(status: string): number {
  if (status === 'new') return 1;
  return status === 'closed' || status === 'resolved' ? 3 : 2;
}

const statusIds: Readonly<Record<string, number>> = {
  new: 1,
  open: 2,
  reopened: 2,
  muted: 3,
  resolved: 4,
  closed: 4,
};

function commonOf(row: FindingRow) {
  const check = describeCheck(row.check_id);
  return {
    message: row.title,
    status_id: statusIds[row.status] ?? 0,
    comment: row.reason,
    finding_info: {
      uid: row.id,
      title: row.title,
      desc: check?.explanation,
      types: [row.check_id],
      analytic: {
        uid: row.check_id,
        name: check?.title ?? row.check_id,
        version: String(row.check_version),
        type_id: row.is_episode ? 2 : 1,
      },
      attacks: (check?.references.attack ?? []).map((uid) => ({ technique: { uid } })),
      first_seen_time: Date.parse(row.first_at),
      last_seen_time: Date.parse(row.last_at),
      created_time: Date.parse(row.first_seen),
      related_events: (row.evidence.signInIds ?? []).map((uid) => ({
        uid,
        type_uid: 300_201,
      })),
    },
    remediation: { desc: check?.remediation },
    resources: row.accounts.map((uid) => ({ uid, type: 'account' })),
  };
}

function complianceOf(row: FindingRow) {
  const check = describeCheck(row.check_id);
  const isGone = row.status === 'resolved';
  return {
    compliance: {
      control: row.check_id,
      standards: check?.references.controls ?? [],
      status_id: isGone ? 1 : 3,
      status: isGone ? 'Pass' : 'Fail',
    },
  };
}

function detectionOf(row: FindingRow) {
  return {
    is_alert: severities.indexOf(row.severity) >= severities.indexOf('medium'),
    evidences: row.accounts.map((uid) => ({ user: { uid } })),
  };
}
