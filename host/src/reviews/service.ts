import { type Clock, RollcallError } from '@rollcall/core';
import type { Pool } from 'pg';

import { inTransaction } from '../db/transaction.js';
import { type AccessReport, accessReport } from '../reports/access/access-report.js';
import { type SignInReport, signInReport } from '../reports/sign-ins/sign-in-report.js';
import { accessLines } from './access-lines.js';
import type { Decision, LineFacts, Review, ReviewKind, ReviewLine, ReviewPack } from './review.js';
import { signInLines } from './sign-in-lines.js';
import {
  insertDecisions,
  insertPack,
  insertReview,
  lockReview,
  type ReviewFilter,
  selectBasis,
  selectBeginning,
  selectHistory,
  selectLines,
  selectReviews,
  selectWaiting,
  updateCompleted,
} from './store.js';

/** What a review needs. */
export interface ReviewParts {
  readonly pool: Pool;
  readonly clock: Clock;
  /** This version of Rollcall. */
  readonly version: string;
  readonly newId: () => string;
}

/** Which review is wanted. */
export interface StartReview {
  readonly kind: ReviewKind;
  /** Of all integrations when absent. */
  readonly integration?: { readonly id: string; readonly name: string } | undefined;
  /** Of sign-ins: 30 days before the end when absent. Of access: nothing is compared when absent. */
  readonly from?: Date | undefined;
  /** Now when absent, or when it is still to come. */
  readonly to?: Date | undefined;
}

/** The report that a review was copied from. */
export type ReviewBasis =
  | { readonly kind: 'sign-ins'; readonly report: SignInReport }
  | { readonly kind: 'access'; readonly report: AccessReport };

const usualPeriodMs = 30 * 86_400_000;
const shortestPrefix = 6;

/** Reviews: what is judged stays as it was when the review began, and all of it once it is completed. */
export class ReviewService {
  constructor(private readonly parts: ReviewParts) {}

  /**
   * Copies what is to be judged.
   * @throws `INPUT_INVALID` when there is nothing to judge
   */
  async start(wish: StartReview, by: string): Promise<Review> {
    const startedAt = this.parts.clock.now();
    const to = wish.to && wish.to < startedAt ? wish.to : startedAt;
    const from = wish.from ?? this.#usualFrom(wish.kind, to);
    const { report, lines } = await this.#copy(wish, { from, to });
    if (lines.length === 0) throw nothingToJudge(wish.kind);
    const id = this.parts.newId();
    await inTransaction(this.parts.pool, (client) =>
      insertReview(client, {
        ...{ id, kind: wish.kind, from: from ?? null, to, startedAt, startedBy: by },
        integrationId: wish.integration?.id ?? null,
        integrationName: wish.integration?.name ?? null,
        basis: report,
        lines,
      }),
    );
    return this.get(id);
  }

  /** Reviews, latest first. */
  list(
    filter: ReviewFilter,
    page: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<readonly Review[]> {
    return selectReviews(this.parts.pool, filter, page);
  }

  /**
   * A review by its id or the beginning of it (six characters or more).
   * @throws `NOT_FOUND`, `NAME_AMBIGUOUS`
   */
  async get(idOrPrefix: string): Promise<Review> {
    const wanted = idOrPrefix.toLowerCase();
    if (!/^[0-9a-f-]{6,36}$/.test(wanted)) throw notFound(idOrPrefix);
    const [review, second] = await selectBeginning(this.parts.pool, wanted);
    if (!review) throw notFound(idOrPrefix);
    if (!second || review.id === wanted) return review;
    throw new RollcallError('NAME_AMBIGUOUS', `several reviews begin with "${idOrPrefix}"`, {
      hint: 'Write more of the id.',
    });
  }

  /** The report that a review was copied from. */
  async basis({ id, kind }: Pick<Review, 'id' | 'kind'>): Promise<ReviewBasis> {
    // Written by `start` as the report of its kind, and never changed.
    return { kind, report: await selectBasis(this.parts.pool, id) } as ReviewBasis;
  }

  /** Lines in order; `limit` at most, all of them when absent. */
  lines(id: string, page?: Parameters<typeof selectLines>[2]): Promise<readonly ReviewLine[]> {
    return selectLines(this.parts.pool, id, page);
  }

  /** Every decision, also those that were changed later, oldest first. */
  history(id: string): ReturnType<typeof selectHistory> {
    return selectHistory(this.parts.pool, id);
  }

  /**
   * Says the same of several lines, or of none when one of them is not there. A line may be decided
   * again until the review is completed; what was said before is kept.
   * @param lines their numbers; `waiting` for all that nobody judged
   * @throws `NOT_FOUND`; `INPUT_INVALID` for a completed review, and for a question that is not asked
   */
  async decide(
    idOrPrefix: string,
    lines: readonly number[] | 'waiting',
    wish: { readonly decision: Decision; readonly note?: string | undefined },
    by: string,
  ): Promise<Review> {
    const note = wish.note?.trim() || null;
    if (wish.decision === 'question' && note === null) throw questionMissing();
    const { id } = await this.get(idOrPrefix);
    const at = this.parts.clock.now();
    await inTransaction(this.parts.pool, async (client) => {
      if ((await lockReview(client, id)) !== 'open') throw isCompleted(id);
      const wanted = lines === 'waiting' ? await selectWaiting(client, id) : [...new Set(lines)];
      const decided = { decision: wish.decision, note, at, by };
      const found = await insertDecisions(client, id, wanted, decided);
      if (found < wanted.length) throw lineMissing(wanted);
    });
    return this.get(id);
  }

  /**
   * Ends a review with a statement. From then on nothing of it changes.
   * @throws `INPUT_INVALID` when lines wait, a name or a statement is missing, or it is completed
   */
  async complete(
    idOrPrefix: string,
    wish: { readonly reviewer: string; readonly statement: string },
    by: string,
  ): Promise<Review> {
    const reviewer = wish.reviewer.trim();
    const statement = wish.statement.trim();
    if (reviewer === '' || statement === '') throw statementMissing();
    const { id } = await this.get(idOrPrefix);
    const at = this.parts.clock.now();
    await inTransaction(this.parts.pool, async (client) => {
      if ((await lockReview(client, id)) !== 'open') throw isCompleted(id);
      const waiting = await selectWaiting(client, id);
      if (waiting.length > 0) throw linesWait(waiting);
      await updateCompleted(client, id, { reviewer, statement, at, by });
    });
    return this.get(id);
  }

  /** Remembers the pack that was made of a review. */
  recordPack(id: string, pack: ReviewPack): Promise<void> {
    return insertPack(this.parts.pool, id, pack);
  }

  #usualFrom(kind: ReviewKind, to: Date): Date | undefined {
    return kind === 'sign-ins' ? new Date(to.getTime() - usualPeriodMs) : undefined;
  }

  async #copy(
    { kind, integration }: StartReview,
    period: { readonly from: Date | undefined; readonly to: Date },
  ): Promise<{ readonly report: object; readonly lines: readonly LineFacts[] }> {
    const { pool, clock, version } = this.parts;
    const options = { ...period, version, integrationId: integration?.id };
    if (kind === 'access') {
      const report = await accessReport(pool, clock, options);
      return { report, lines: accessLines(report) };
    }
    const report = await signInReport(pool, clock, options);
    return { report, lines: signInLines(report) };
  }
}

function nothingToJudge(kind: ReviewKind): RollcallError {
  const what = kind === 'access' ? 'holds a capability that is reviewed' : 'signed in';
  return new RollcallError('INPUT_INVALID', `there is nothing to judge: nobody ${what}`, {
    hint: 'Collect first, or choose another period or integration.',
  });
}

function notFound(id: string): RollcallError {
  return new RollcallError('NOT_FOUND', `there is no review "${id}"`, {
    hint: `List them with "rollcall review list"; the first ${shortestPrefix} characters of an id are enough.`,
  });
}

function isCompleted(id: string): RollcallError {
  return new RollcallError('INPUT_INVALID', `review ${id.slice(0, 8)} is completed`, {
    hint: 'What was judged stays as it was. Start another review.',
  });
}

function questionMissing(): RollcallError {
  return new RollcallError('INPUT_INVALID', 'a question needs a note', {
    hint: 'Say what is asked, and whom.',
  });
}

function lineMissing(lines: readonly number[]): RollcallError {
  return new RollcallError('INPUT_INVALID', `not all of these lines exist: ${lines.join(', ')}`, {
    hint: 'Use the numbers that "rollcall review show" prints.',
  });
}

function statementMissing(): RollcallError {
  return new RollcallError('INPUT_INVALID', 'a review is completed with a name and a statement', {
    hint: 'Say who reviewed, and what that person states.',
  });
}

function linesWait(waiting: readonly number[]): RollcallError {
  const shown = waiting.slice(0, 10).join(', ');
  const more = waiting.length > 10 ? ' …' : '';
  const many = waiting.length === 1 ? '1 line waits' : `${waiting.length} lines wait`;
  return new RollcallError('INPUT_INVALID', `${many} to be judged: ${shown}${more}`, {
    hint: 'Judge each line first; what is unclear is a question.',
  });
}
