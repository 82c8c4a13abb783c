import type { PoolClient } from 'pg';

import type { Severity } from '../checks/check.js';
import type { Disposition, FindingEvent, FindingStatus } from './finding.js';
import type { FindingState } from './life.js';

/** A stored finding, as far as its life needs it. */
export interface StoredState {
  readonly id: string;
  readonly integrationId: string;
  readonly title: string;
  readonly state: FindingState;
}

interface StateRow {
  readonly id: string;
  readonly integration_id: string;
  readonly title: string;
  readonly status: FindingStatus;
  readonly status_at: Date;
  readonly severity: Severity;
  readonly is_episode: boolean;
  readonly first_seen: Date;
  readonly last_seen: Date;
  readonly times_seen: number;
  readonly disposition: Disposition | null;
  readonly reason: string | null;
  readonly muted_until: Date | null;
}

/** The columns of `FindingState`, for a SELECT. */
const stateColumns = `id, integration_id, title, status, status_at, severity, is_episode, first_seen,
  last_seen, times_seen, disposition, reason, muted_until`;

/** Rows of one statement: what PostgreSQL takes at once without a large plan or message. */
const rowsAtOnce = 1000;

/**
 * Locks findings until the transaction ends, in one order, so that two transactions do not wait for
 * each other.
 * @param where a condition over `rollcall.finding` with parameters from `$1`
 */
export async function lockFindings(
  client: PoolClient,
  where: string,
  parameters: readonly unknown[],
): Promise<readonly StoredState[]> {
  const { rows } = await client.query<StateRow>(
    `SELECT ${stateColumns} FROM rollcall.finding WHERE ${where} ORDER BY id FOR UPDATE`,
    [...parameters],
  );
  return rows.map((row) => ({
    id: row.id,
    integrationId: row.integration_id,
    title: row.title,
    state: {
      status: row.status,
      statusAt: row.status_at,
      severity: row.severity,
      isEpisode: row.is_episode,
      firstSeen: row.first_seen,
      lastSeen: row.last_seen,
      timesSeen: row.times_seen,
      disposition: row.disposition ?? undefined,
      reason: row.reason ?? undefined,
      mutedUntil: row.muted_until ?? undefined,
    },
  }));
}

/** What a check says of a finding besides its life. */
export interface FindingContent {
  readonly integrationId: string;
  readonly check: string;
  readonly checkVersion: number;
  readonly subject: string;
  readonly bucket: string | undefined;
  readonly title: string;
  readonly accounts: readonly string[];
  readonly evidence: unknown;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Stores findings with all that a check says of them. Known ones keep what made them what they are. */
export async function putFindings(
  client: PoolClient,
  findings: readonly { id: string; state: FindingState; content: FindingContent }[],
): Promise<void> {
  const records = findings.map(({ id, state, content }) => ({
    ...stateRecord(id, state),
    integration_id: content.integrationId,
    check_id: content.check,
    check_version: content.checkVersion,
    subject: content.subject,
    bucket: content.bucket ?? null,
    title: content.title,
    accounts: content.accounts,
    evidence: content.evidence,
    first_at: content.firstAt,
    last_at: content.lastAt,
  }));
  for (const part of partsOf(records)) {
    await client.query(
      `INSERT INTO rollcall.finding AS f (id, integration_id, check_id, check_version, is_episode,
         subject, bucket, severity, status, status_at, title, accounts, evidence, first_at, last_at,
         first_seen, last_seen, times_seen, disposition, reason, muted_until)
       SELECT id, integration_id, check_id, check_version, is_episode, subject, bucket, severity,
         status, status_at, title, accounts, evidence, first_at, last_at, first_seen, last_seen,
         times_seen, disposition, reason, muted_until
       FROM json_populate_recordset(NULL::rollcall.finding, $1)
       ON CONFLICT (id) DO UPDATE SET integration_id = excluded.integration_id,
         check_version = excluded.check_version, is_episode = excluded.is_episode,
         severity = excluded.severity, status = excluded.status, status_at = excluded.status_at,
         title = excluded.title, accounts = excluded.accounts, evidence = excluded.evidence,
         first_at = least(f.first_at, excluded.first_at), last_at = excluded.last_at,
         last_seen = excluded.last_seen, times_seen = excluded.times_seen,
         disposition = excluded.disposition, reason = excluded.reason,
         muted_until = excluded.muted_until`,
      [JSON.stringify(part)],
    );
  }
}

/** Stores where known findings are in their lives; what checks said of them stays. */
export async function putStates(
  client: PoolClient,
  findings: readonly { id: string; state: FindingState }[],
): Promise<void> {
  for (const part of partsOf(findings.map(({ id, state }) => stateRecord(id, state)))) {
    await client.query(
      `UPDATE rollcall.finding f SET severity = r.severity, status = r.status,
         status_at = r.status_at, last_seen = r.last_seen, times_seen = r.times_seen,
         disposition = r.disposition, reason = r.reason, muted_until = r.muted_until
       FROM json_populate_recordset(NULL::rollcall.finding, $1) r WHERE f.id = r.id`,
      [JSON.stringify(part)],
    );
  }
}

/** A stored line of history. */
export interface StoredEvent {
  readonly eventId: number;
  readonly findingId: string;
  readonly event: FindingEvent;
}

/** Appends to histories; gives the lines with their ids. */
export async function putEvents(
  client: PoolClient,
  events: readonly { readonly findingId: string; readonly event: FindingEvent }[],
): Promise<readonly StoredEvent[]> {
  const stored: StoredEvent[] = [];
  for (const part of partsOf(events)) {
    const records = part.map(({ findingId, event }) => ({
      finding_id: findingId,
      at: event.at,
      type: event.type,
      actor: event.actor ?? null,
      from_status: event.from ?? null,
      to_status: event.to,
      severity: event.severity,
      disposition: event.disposition ?? null,
      until: event.until ?? null,
      reason: event.reason ?? null,
    }));
    const { rows } = await client.query<{ id: number; finding_id: string; type: string }>(
      `INSERT INTO rollcall.finding_event
         (finding_id, at, type, actor, from_status, to_status, severity, disposition, until, reason)
       SELECT finding_id, at, type, actor, from_status, to_status, severity, disposition, until, reason
       FROM json_populate_recordset(NULL::rollcall.finding_event, $1)
       RETURNING id, finding_id, type`,
      [JSON.stringify(records)],
    );
    // One event of a life never makes two lines of one type.
    const ids = new Map(rows.map((row) => [`${row.finding_id} ${row.type}`, row.id]));
    for (const { findingId, event } of part) {
      const eventId = ids.get(`${findingId} ${event.type}`);
      if (eventId !== undefined) stored.push({ eventId, findingId, event });
    }
  }
  return stored;
}

function stateRecord(id: string, state: FindingState) {
  return {
    id,
    is_episode: state.isEpisode,
    severity: state.severity,
    status: state.status,
    status_at: state.statusAt,
    first_seen: state.firstSeen,
    last_seen: state.lastSeen,
    times_seen: state.timesSeen,
    disposition: state.disposition ?? null,
    reason: state.reason ?? null,
    muted_until: state.mutedUntil ?? null,
  };
}

function* partsOf<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < items.length; start += rowsAtOnce) {
    yield items.slice(start, start + rowsAtOnce);
  }
}
