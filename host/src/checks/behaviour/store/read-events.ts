import type { Pool } from 'pg';

import type { BehaviourEvent } from '../events/event.js';
import {
  auditColumns,
  auditEventOf,
  factorColumns,
  factorEventOf,
  type Row,
  signInColumns,
  signInReader,
} from './event-rows.js';

/** Which events to read. */
export interface EventQuery {
  readonly pool: Pool;
  readonly integrationId: string;
  /** Epoch milliseconds, inclusive. Everything when absent. */
  readonly from?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Feed {
  readonly table: string;
  readonly columns: string;
  readonly read: (row: Row) => BehaviourEvent;
}

/**
 * Everything that happened, in order of time, then type, then id: pages by key, of which two of
 * each kind are in memory.
 * @throws the reason of `signal` when it aborts
 */
export async function* readEvents(query: EventQuery): AsyncIterable<readonly BehaviourEvent[]> {
  const readers = feeds().map((feed) => new PageReader(query, feed));
  for (;;) {
    query.signal?.throwIfAborted();
    for (const reader of readers) await reader.fill();
    const until = Math.min(...readers.map((reader) => reader.wholeBefore));
    const events = merge(readers.map((reader) => reader.takeBefore(until)));
    if (events.length === 0) return;
    yield events;
  }
}

/** In the order in which events of one instant are judged. */
function feeds(): readonly Feed[] {
  return [
    { table: 'facts."audit_events"', columns: auditColumns, read: auditEventOf },
    { table: 'facts."factor_events"', columns: factorColumns, read: factorEventOf },
    { table: 'facts."sign_ins"', columns: signInColumns, read: signInReader() },
  ];
}

/** Pages of one table, of which the next is fetched while this one is used. */
class PageReader {
  #page: readonly BehaviourEvent[] = [];
  /** Every event before this instant has been read. */
  wholeBefore = Number.NEGATIVE_INFINITY;
  #next: Promise<readonly Row[]>;

  constructor(
    private readonly query: EventQuery,
    private readonly feed: Feed,
  ) {
    this.#next = this.#fetch(query.from ?? Number.NEGATIVE_INFINITY, '');
  }

  /** Reads until some instant is whole, or to the end. */
  async fill(): Promise<void> {
    while (this.wholeBefore !== Number.POSITIVE_INFINITY && !this.#hasWholeInstant()) {
      const rows = await this.#next;
      const events = rows.map(this.feed.read);
      this.#page = this.#page.length === 0 ? events : this.#page.concat(events);
      const last = events.at(-1);
      if (last === undefined || rows.length < pageSize) {
        this.wholeBefore = Number.POSITIVE_INFINITY;
        return;
      }
      this.wholeBefore = last.at;
      this.#next = this.#fetch(last.at, last.id);
      // It is awaited later, or never when the reading is given up.
      this.#next.catch(() => undefined);
    }
  }

  /** Removes the events before an instant. */
  takeBefore(until: number): readonly BehaviourEvent[] {
    const end = this.#page.findIndex(({ at }) => at >= until);
    const taken = end < 0 ? this.#page : this.#page.slice(0, end);
    this.#page = end < 0 ? [] : this.#page.slice(end);
    return taken;
  }

  #hasWholeInstant(): boolean {
    const first = this.#page[0];
    return first !== undefined && first.at < this.wholeBefore;
  }

  async #fetch(at: number, id: string): Promise<readonly Row[]> {
    const { table, columns } = this.feed;
    const { rows } = await this.query.pool.query<(string | number | null)[]>({
      text: `SELECT extract(epoch FROM "time")::float8 * 1000, id, ${columns} FROM ${table}
        WHERE integration_id = $1 AND ("time", id) > (to_timestamp($2::float8 / 1000), $3)
        ORDER BY "time", id LIMIT ${pageSize}`,
      values: [this.query.integrationId, at, id],
      rowMode: 'array',
    });
    return rows;
  }
}

const pageSize = 10_000;

function merge(parts: readonly (readonly BehaviourEvent[])[]): readonly BehaviourEvent[] {
  const filled = parts.filter((part) => part.length > 0);
  const [first] = filled;
  if (first !== undefined && filled.length === 1) return first;
  // Stable: events of one instant keep the order of their kinds.
  return filled.flat().sort((a, b) => a.at - b.at);
}
