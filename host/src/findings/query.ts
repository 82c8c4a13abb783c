import type { Pool, PoolClient } from 'pg';

import type { Evidence, Severity } from '../checks/check.js';
import {
  activeStatuses,
  type Disposition,
  type EvidenceRecord,
  type Finding,
  type FindingEvent,
  type FindingStatus,
} from './finding.js';

/** Which findings are wanted; what is absent does not matter. */
export interface FindingFilter {
  /** `open` means every finding that waits for somebody: `new` and `reopened` ones, too. */
  readonly status?: readonly FindingStatus[] | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly check?: readonly string[] | undefined;
  readonly integrationId?: string | undefined;
  /** An account that the finding names, by its id or its username. */
  readonly account?: string | undefined;
  /** Words that the title contains, in any case. */
  readonly text?: string | undefined;
}

/** How a list is sorted: the most severe first, then the latest; or the latest first. */
export type FindingSort = 'severity' | 'lastSeen';

/** Where a page begins: behind this finding. */
export interface FindingPosition {
  readonly severity: Severity;
  readonly lastSeen: string;
  readonly id: string;
}

/** Numbers of findings by a property. */
export type FindingCounts = Readonly<
  Record<'status' | 'severity' | 'check', Readonly<Record<string, number>>>
>;

const facets = ['status', 'severity', 'check'] as const;

type Client = Pick<Pool, 'query'> | PoolClient;

const columns = `id, integration_id, check_id, check_version, is_episode, severity, status, status_at,
  title, subject, accounts, first_at, last_at, first_seen, last_seen, times_seen, disposition, reason,
  muted_until`;

interface FindingRow {
  readonly id: string;
  readonly integration_id: string;
  readonly check_id: string;
  readonly check_version: number;
  readonly is_episode: boolean;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly status_at: Date;
  readonly title: string;
  readonly subject: string;
  readonly accounts: string[];
  readonly first_at: Date;
  readonly last_at: Date;
  readonly first_seen: Date;
  readonly last_seen: Date;
  readonly times_seen: number;
  readonly disposition: Disposition | null;
  readonly reason: string | null;
  readonly muted_until: Date | null;
}

/** The findings of these ids, in no order. */
export async function readFindings(
  client: Client,
  ids: readonly string[],
): Promise<readonly Finding[]> {
  const { rows } = await client.query<FindingRow>(
    `SELECT ${columns} FROM rollcall.finding WHERE id = ANY($1)`,
    [ids],
  );
  return rows.map(findingOf);
}

/** Part of the list of findings. */
export async function listFindings(
  client: Client,
  filter: FindingFilter,
  page: { readonly sort: FindingSort; readonly limit: number; readonly after?: FindingPosition },
): Promise<readonly Finding[]> {
  const { sql, parameters } = conditionOf(filter);
  const bySeverity = page.sort === 'severity';
  const order = bySeverity ? 'severity DESC, last_seen DESC, id DESC' : 'last_seen DESC, id DESC';
  let where = sql;
  if (page.after) {
    const { severity, lastSeen, id } = page.after;
    const at = parameters.push(lastSeen, id);
    where += bySeverity
      ? ` AND (severity, last_seen, id) < ($${parameters.push(severity)}::rollcall.severity, $${at - 1}::timestamptz, $${at})`
      : ` AND (last_seen, id) < ($${at - 1}::timestamptz, $${at})`;
  }
  const { rows } = await client.query<FindingRow>(
    `SELECT ${columns} FROM rollcall.finding WHERE ${where} ORDER BY ${order}
     LIMIT $${parameters.push(page.limit)}`,
    parameters,
  );
  return rows.map(findingOf);
}

/** How many findings there are, by each property without regard to the filter of that property. */
export async function countFindings(client: Client, filter: FindingFilter): Promise<FindingCounts> {
  const others = { ...filter, status: undefined, severity: undefined, check: undefined };
  const { sql, parameters } = conditionOf(others);
  const { rows } = await client.query<FacetRow>(
    `SELECT status, severity::text AS severity, check_id AS check, count(*)::int AS count
     FROM rollcall.finding WHERE ${sql} GROUP BY 1, 2, 3`,
    parameters,
  );
  return {
    status: sums(rows, filter, 'status'),
    severity: sums(rows, filter, 'severity'),
    check: sums(rows, filter, 'check'),
  };
}

type FacetRow = { readonly [Facet in keyof FindingCounts]: string } & { readonly count: number };

function sums(
  rows: readonly FacetRow[],
  filter: FindingFilter,
  facet: keyof FindingCounts,
): Readonly<Record<string, number>> {
  const wanted: Record<keyof FindingCounts, readonly string[] | undefined> = {
    status: statusesOf(filter),
    severity: filter.severity,
    check: filter.check,
    [facet]: undefined,
  };
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const fits = facets.every((each) => wanted[each]?.includes(row[each]) ?? true);
    if (fits) counts[row[facet]] = (counts[row[facet]] ?? 0) + row.count;
  }
  return counts;
}

/** Ids that begin with `prefix`, at most two: enough to tell whether it names one. */
export async function idsBeginning(client: Client, prefix: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM rollcall.finding WHERE starts_with(id, $1) ORDER BY id LIMIT 2',
    [prefix],
  );
  return rows.map(({ id }) => id);
}

/** What a finding rests on, and what happened to it. */
export async function readDetail(
  client: Client,
  id: string,
): Promise<{
  readonly evidence: Evidence;
  readonly records: readonly EvidenceRecord[];
  readonly history: readonly FindingEvent[];
}> {
  const [found, records, events] = await Promise.all([
    client.query<{ evidence: Evidence }>('SELECT evidence FROM rollcall.finding WHERE id = $1', [
      id,
    ]),
    client.query<EvidenceRecord>(
      `SELECT entity, id, record FROM rollcall.finding_record WHERE finding_id = $1
       ORDER BY entity, record->>'time', id`,
      [id],
    ),
    client.query<EventRow>(
      `SELECT at, type, actor, from_status, to_status, severity, disposition, until, reason
       FROM rollcall.finding_event WHERE finding_id = $1 ORDER BY id`,
      [id],
    ),
  ]);
  return {
    evidence: found.rows[0]?.evidence ?? {},
    records: records.rows,
    history: events.rows.map(eventOf),
  };
}

function conditionOf(filter: FindingFilter): {
  readonly sql: string;
  readonly parameters: unknown[];
} {
  const parameters: unknown[] = [];
  const terms = ['true'];
  const add = (value: unknown, term: (parameter: string) => string): void => {
    if (value !== undefined) terms.push(term(`$${parameters.push(value)}`));
  };
  const statuses = statusesOf(filter);
  // Written out, so that the index over what waits for somebody can serve.
  if (statuses) terms.push(`status IN (${statuses.map((status) => `'${status}'`).join(', ')})`);
  add(filter.severity, (p) => `severity = ANY(${p}::rollcall.severity[])`);
  add(filter.check, (p) => `check_id = ANY(${p})`);
  add(filter.integrationId, (p) => `integration_id = ${p}`);
  add(
    filter.account,
    (p) => `accounts && ARRAY(SELECT ${p}::text UNION ALL
      SELECT id FROM facts."accounts" WHERE lower(username) = lower(${p}))`,
  );
  add(filter.text, (p) => `position(lower(${p}) in lower(title)) > 0`);
  return { sql: terms.join(' AND '), parameters };
}

function statusesOf({ status }: FindingFilter): readonly FindingStatus[] | undefined {
  return status?.flatMap((each) => (each === 'open' ? activeStatuses : [each]));
}

function findingOf(row: FindingRow): Finding {
  return {
    id: row.id,
    integrationId: row.integration_id,
    check: row.check_id,
    checkVersion: row.check_version,
    isEpisode: row.is_episode,
    severity: row.severity,
    status: row.status,
    statusAt: row.status_at,
    title: row.title,
    subject: row.subject,
    accounts: row.accounts,
    firstAt: row.first_at,
    lastAt: row.last_at,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    timesSeen: row.times_seen,
    disposition: row.disposition ?? undefined,
    reason: row.reason ?? undefined,
    mutedUntil: row.muted_until ?? undefined,
  };
}

interface EventRow {
  readonly at: Date;
  readonly type: string;
  readonly actor: string | null;
  readonly from_status: FindingStatus | null;
  readonly to_status: FindingStatus;
  readonly severity: Severity;
  readonly disposition: Disposition | null;
  readonly until: Date | null;
  readonly reason: string | null;
}

function eventOf(row: EventRow): FindingEvent {
  return {
    at: row.at,
    type: row.type,
    actor: row.actor ?? undefined,
    from: row.from_status ?? undefined,
    to: row.to_status,
    severity: row.severity,
    disposition: row.disposition ?? undefined,
    until: row.until ?? undefined,
    reason: row.reason ?? undefined,
  };
}
