import type { Pool, PoolClient } from 'pg';

import type { CompletenessLine } from '../reports/sign-ins/completeness.js';
import type {
  Decision,
  LineFacts,
  Review,
  ReviewKind,
  ReviewLine,
  ReviewPack,
  ReviewState,
  ReviewTotals,
} from './review.js';

type Reader = Pick<PoolClient, 'query'>;

/** A review as it begins. */
export interface NewReview
  extends Pick<
    Review,
    'id' | 'kind' | 'integrationId' | 'integrationName' | 'from' | 'to' | 'startedAt' | 'startedBy'
  > {
  /** The report that it was copied from. */
  readonly basis: object;
  readonly lines: readonly LineFacts[];
}

/** Which reviews are wanted. */
export interface ReviewFilter {
  readonly kind?: ReviewKind | undefined;
  readonly state?: ReviewState | undefined;
}

interface ReviewRow
  extends Omit<Review, 'totals' | 'pack'>,
    ReviewTotals,
    Omit<ReviewPack, 'sha256' | 'completeness'> {
  readonly sha256: string | null;
  readonly completeness: readonly CompletenessLine[] | null;
}

/** Stores a review with its lines. Part of the caller's transaction. */
export async function insertReview(client: PoolClient, review: NewReview): Promise<void> {
  await client.query(
    `INSERT INTO rollcall.review (id, kind, integration_id, integration_name, from_at, to_at, state,
       started_at, started_by, basis) VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9)`,
    [
      ...[review.id, review.kind, review.integrationId, review.integrationName, review.from],
      ...[review.to, review.startedAt, review.startedBy, JSON.stringify(review.basis)],
    ],
  );
  await client.query(
    `INSERT INTO rollcall.review_line (review_id, line, facts)
     SELECT $1, place, facts FROM json_array_elements($2::json) WITH ORDINALITY AS e (facts, place)`,
    [review.id, JSON.stringify(review.lines)],
  );
}

/** Reviews, latest first; those after one that is named. */
export async function selectReviews(
  reader: Reader,
  { kind, state }: ReviewFilter,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<readonly Review[]> {
  const { rows } = await reader.query<ReviewRow>(
    `${reviewSql} WHERE ($1::text IS NULL OR r.kind = $1) AND ($2::text IS NULL OR r.state = $2)
       AND ($3::text IS NULL OR (r.started_at, r.id) < (
         SELECT a.started_at, a.id FROM rollcall.review a WHERE a.id = $3))
     ORDER BY r.started_at DESC, r.id DESC LIMIT $4`,
    [kind ?? null, state ?? null, after ?? null, limit],
  );
  return rows.map(reviewOf);
}

/** The reviews whose ids begin so: two at most. */
export async function selectBeginning(reader: Reader, prefix: string): Promise<readonly Review[]> {
  const { rows } = await reader.query<ReviewRow>(
    `${reviewSql} WHERE r.id = $1 OR starts_with(r.id, $1) ORDER BY r.id = $1 DESC, r.id LIMIT 2`,
    [prefix],
  );
  return rows.map(reviewOf);
}

/** The report that a review was copied from. */
export async function selectBasis(reader: Reader, id: string): Promise<unknown> {
  const { rows } = await reader.query<{ basis: unknown }>(
    'SELECT basis FROM rollcall.review WHERE id = $1',
    [id],
  );
  return rows[0]?.basis;
}

/** Holds a review until the transaction ends, and says where it stands. */
export async function lockReview(client: PoolClient, id: string): Promise<ReviewState | undefined> {
  const { rows } = await client.query<{ state: ReviewState }>(
    'SELECT state FROM rollcall.review WHERE id = $1 FOR UPDATE',
    [id],
  );
  return rows[0]?.state;
}

/** Lines in order, with the latest decision of each. */
export async function selectLines(
  reader: Reader,
  id: string,
  page: {
    readonly after?: number | undefined;
    readonly limit?: number | undefined;
    readonly decision?: Decision | 'none' | undefined;
  } = {},
): Promise<readonly ReviewLine[]> {
  const { rows } = await reader.query<{
    line: number;
    facts: LineFacts;
    decision: Decision | null;
    note: string | null;
    decidedAt: Date;
    decidedBy: string;
  }>(
    `SELECT l.line, l.facts, d.decision, d.note, d.decided_at AS "decidedAt", d.decided_by AS "decidedBy"
     FROM rollcall.review_line l ${latestDecision}
     WHERE l.review_id = $1 AND l.line > $2 AND ($3::text IS NULL OR coalesce(d.decision, 'none') = $3)
     ORDER BY l.line LIMIT $4`,
    [id, page.after ?? 0, page.decision ?? null, page.limit ?? null],
  );
  return rows.map(({ line, facts, decision, note, decidedAt, decidedBy }) => ({
    line,
    facts,
    decision: decision === null ? null : { decision, note, decidedAt, decidedBy },
  }));
}

/** Every decision of a review, also those that were changed later, oldest first. */
export async function selectHistory(
  reader: Reader,
  id: string,
): Promise<
  readonly {
    line: number;
    decision: Decision;
    note: string | null;
    decidedAt: Date;
    decidedBy: string;
  }[]
> {
  const { rows } = await reader.query<{
    line: number;
    decision: Decision;
    note: string | null;
    decidedAt: Date;
    decidedBy: string;
  }>(
    `SELECT line, decision, note, decided_at AS "decidedAt", decided_by AS "decidedBy"
     FROM rollcall.review_decision WHERE review_id = $1 ORDER BY id`,
    [id],
  );
  return rows;
}

/** Adds a decision to each of the lines that there are; gives how many there are. */
export async function insertDecisions(
  client: PoolClient,
  id: string,
  lines: readonly number[],
  wish: {
    readonly decision: Decision;
    readonly note: string | null;
    readonly at: Date;
    readonly by: string;
  },
): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO rollcall.review_decision (review_id, line, decision, note, decided_at, decided_by)
     SELECT review_id, line, $3, $4, $5, $6 FROM rollcall.review_line
     WHERE review_id = $1 AND line = ANY($2::int[]) ORDER BY line`,
    [id, lines, wish.decision, wish.note, wish.at, wish.by],
  );
  return rowCount ?? 0;
}

/** Numbers of lines that nobody judged. */
export async function selectWaiting(reader: Reader, id: string): Promise<readonly number[]> {
  const { rows } = await reader.query<{ line: number }>(
    `SELECT line FROM rollcall.review_line l WHERE review_id = $1 AND NOT EXISTS (
       SELECT 1 FROM rollcall.review_decision d WHERE d.review_id = $1 AND d.line = l.line)
     ORDER BY line`,
    [id],
  );
  return rows.map(({ line }) => line);
}

/** Ends a review. Part of the caller's transaction, which holds it. */
export async function updateCompleted(
  client: PoolClient,
  id: string,
  end: {
    readonly reviewer: string;
    readonly statement: string;
    readonly at: Date;
    readonly by: string;
  },
): Promise<void> {
  await client.query(
    `UPDATE rollcall.review SET state = 'completed', reviewer = $2, statement = $3, completed_at = $4,
       completed_by = $5 WHERE id = $1`,
    [id, end.reviewer, end.statement, end.at, end.by],
  );
}

/** Remembers a pack that was made. */
export async function insertPack(pool: Pool, id: string, pack: ReviewPack): Promise<void> {
  await pool.query(
    `INSERT INTO rollcall.review_pack (review_id, sha256, bytes, completeness, made_at, made_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, pack.sha256, pack.bytes, JSON.stringify(pack.completeness), pack.madeAt, pack.madeBy],
  );
}

function reviewOf({ sha256, bytes, completeness, madeAt, madeBy, ...row }: ReviewRow): Review {
  const { lines, accepted, questioned, revoked, waiting, ...review } = row;
  return {
    ...review,
    totals: { lines, accepted, questioned, revoked, waiting },
    pack:
      sha256 === null ? null : { sha256, bytes, completeness: completeness ?? [], madeAt, madeBy },
  };
}

const latestDecision = `LEFT JOIN LATERAL (
  SELECT decision, note, decided_at, decided_by FROM rollcall.review_decision
  WHERE review_id = l.review_id AND line = l.line ORDER BY id DESC LIMIT 1) d ON true`;

const reviewSql = `
  SELECT r.id, r.kind, r.integration_id AS "integrationId", r.integration_name AS "integrationName",
    r.from_at AS "from", r.to_at AS "to", r.state, r.started_at AS "startedAt",
    r.started_by AS "startedBy", r.completed_at AS "completedAt", r.completed_by AS "completedBy",
    r.reviewer, r.statement, t.lines, t.accepted, t.questioned, t.revoked,
    t.lines - t.accepted - t.questioned - t.revoked AS waiting,
    k.sha256, k.bytes, k.completeness, k.made_at AS "madeAt", k.made_by AS "madeBy"
  FROM rollcall.review r
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS lines, (count(*) FILTER (WHERE d.decision = 'accept'))::int AS accepted,
      (count(*) FILTER (WHERE d.decision = 'question'))::int AS questioned,
      (count(*) FILTER (WHERE d.decision = 'revoke'))::int AS revoked
    FROM rollcall.review_line l ${latestDecision} WHERE l.review_id = r.id) t
  LEFT JOIN LATERAL (
    SELECT sha256, bytes, completeness, made_at, made_by FROM rollcall.review_pack
    WHERE review_id = r.id ORDER BY id DESC LIMIT 1) k ON true`;
