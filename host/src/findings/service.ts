import { type Clock, RollcallError } from '@rollcall/core';
import type { Pool, PoolClient } from 'pg';

import { inTransaction } from '../db/transaction.js';
import { applyEvent } from './apply.js';
import type { Disposition, Finding, FindingDetail } from './finding.js';
import { mayMute, newForMs, type PersonEvent } from './life.js';
import {
  countFindings,
  type FindingCounts,
  type FindingFilter,
  type FindingPosition,
  type FindingSort,
  idsBeginning,
  listFindings,
  readDetail,
  readFindings,
} from './query.js';
import { lockFindings } from './rows.js';

/** What a person wants to happen to findings. */
export type FindingAction =
  | {
      readonly action: 'close';
      readonly disposition: Disposition;
      readonly reason?: string | undefined;
    }
  | { readonly action: 'reopen'; readonly reason?: string | undefined }
  | { readonly action: 'mute'; readonly until: Date; readonly reason?: string | undefined };

/** Part of the list of findings. */
export interface FindingPage {
  readonly findings: readonly Finding[];
  /** Where the next part begins; undefined at the end. */
  readonly next: FindingPosition | undefined;
}

const shortestPrefix = 6;
const longestMuteMs = 366 * 24 * 3_600_000;

/** The findings: what people see of them and do to them. */
export class FindingService {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** A part of the list; `limit` at most. */
  async list(
    filter: FindingFilter,
    page: {
      readonly sort?: FindingSort | undefined;
      readonly limit: number;
      readonly after?: FindingPosition | undefined;
    },
  ): Promise<FindingPage> {
    await this.endMutes();
    const { sort = 'severity', limit, after } = page;
    const found = await listFindings(this.pool, filter, {
      sort,
      limit: limit + 1,
      ...(after ? { after } : {}),
    });
    const findings = found.slice(0, limit);
    const last = findings.at(-1);
    const next =
      found.length > limit && last
        ? { severity: last.severity, lastSeen: last.lastSeen.toISOString(), id: last.id }
        : undefined;
    return { findings, next };
  }

  /** How many there are, by status, severity and check. */
  counts(filter: FindingFilter): Promise<FindingCounts> {
    return countFindings(this.pool, filter);
  }

  /**
   * A finding with its evidence and history, by its id or the beginning of it (six characters or more).
   * @throws `NOT_FOUND`, `NAME_AMBIGUOUS`
   */
  async get(idOrPrefix: string): Promise<FindingDetail> {
    await this.endMutes();
    const id = await this.#idOf(idOrPrefix);
    const [finding] = await readFindings(this.pool, [id]);
    if (!finding) throw notFound(idOrPrefix);
    return { ...finding, ...(await readDetail(this.pool, id)) };
  }

  /**
   * Does the same to all of the named findings, or to none. What is so already stays as it is.
   * @throws `NOT_FOUND`; `INPUT_INVALID` for an accepted risk without a reason, a mute that is past or
   *   longer than a year, or a mute of what is closed or resolved
   */
  async act(
    ids: readonly string[],
    action: FindingAction,
    actor: string,
  ): Promise<readonly Finding[]> {
    const at = this.clock.now();
    assertSensible(action, at);
    const whole = await Promise.all(ids.map((id) => this.#idOf(id)));
    await inTransaction(this.pool, async (client) => {
      const stored = await lockFindings(client, 'id = ANY($1)', [whole]);
      const missing = whole.find((id) => !stored.some((each) => each.id === id));
      if (missing !== undefined) throw notFound(missing);
      const deaf = stored.find(({ state }) => action.action === 'mute' && !mayMute(state));
      if (deaf) throw cannotMute(deaf.id, deaf.state.status);
      await applyEvent(client, stored, eventOf(action, at, actor));
    });
    const found = new Map((await readFindings(this.pool, whole)).map((each) => [each.id, each]));
    return whole.flatMap((id) => found.get(id) ?? []);
  }

  /** Opens what was muted until now. Cheap when there is nothing to do. */
  async endMutes(): Promise<void> {
    await this.#passTime(`status = 'muted' AND muted_until <= $1`, this.clock.now());
  }

  /** What nobody touched for a day is not new any more. */
  async age(): Promise<void> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - newForMs);
    await this.#passTime(`status = 'new' AND first_seen <= $1`, since);
  }

  async #passTime(where: string, instant: Date): Promise<void> {
    const { rows } = await this.pool.query(
      `SELECT 1 FROM rollcall.finding WHERE ${where} LIMIT 1`,
      [instant],
    );
    if (rows.length === 0) return;
    await inTransaction(this.pool, async (client: PoolClient) => {
      const due = await lockFindings(client, where, [instant]);
      await applyEvent(client, due, { type: 'time', at: this.clock.now() });
    });
  }

  async #idOf(idOrPrefix: string): Promise<string> {
    if (!/^[0-9a-f]{6,32}$/.test(idOrPrefix)) throw notFound(idOrPrefix);
    if (idOrPrefix.length === 32) return idOrPrefix;
    const [id, second] = await idsBeginning(this.pool, idOrPrefix);
    if (id === undefined) throw notFound(idOrPrefix);
    if (second === undefined) return id;
    throw new RollcallError('NAME_AMBIGUOUS', `several findings begin with "${idOrPrefix}"`, {
      hint: 'Write more of the id.',
    });
  }
}

function eventOf(action: FindingAction, at: Date, actor: string): PersonEvent {
  const { reason } = action;
  switch (action.action) {
    case 'close':
      return { type: 'close', at, actor, disposition: action.disposition, reason };
    case 'reopen':
      return { type: 'reopen', at, actor, reason };
    case 'mute':
      return { type: 'mute', at, actor, until: action.until, reason };
  }
}

function assertSensible(action: FindingAction, now: Date): void {
  const isRisk = action.action === 'close' && action.disposition === 'accepted-risk';
  if (isRisk && (action.reason ?? '').trim() === '') {
    throw new RollcallError('INPUT_INVALID', 'an accepted risk needs a reason', {
      hint: 'Say who accepted it, and why.',
    });
  }
  if (action.action !== 'mute') return;
  const ahead = action.until.getTime() - now.getTime();
  if (ahead > 0 && ahead <= longestMuteMs) return;
  const problem = ahead > 0 ? 'a finding is muted for at most a year' : 'that time is past';
  throw new RollcallError('INPUT_INVALID', problem, {
    hint: 'Name a day within the next year, or close the finding.',
  });
}

function cannotMute(id: string, status: string): RollcallError {
  return new RollcallError(
    'INPUT_INVALID',
    `finding ${id} is ${status}, so that nothing is to be muted`,
    {
      hint: 'Reopen it first.',
    },
  );
}

function notFound(id: string): RollcallError {
  return new RollcallError('NOT_FOUND', `there is no finding "${id}"`, {
    hint: `List them with "rollcall findings list"; the first ${shortestPrefix} characters of an id are enough.`,
  });
}
