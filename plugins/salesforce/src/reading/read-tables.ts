import { endsRun, type Http, RollcallError } from '@rollcall/core';

import { compositeQueries, readPages } from '../api/composite.js';
import { errorOf } from '../api/error-map.js';
import type { Fault } from '../api/fault.js';
import { type QueryAnswer, readPage } from '../api/query.js';
import type { Row } from '../api/row.js';
import { pageSize } from '../api/version.js';
import type { Table } from '../tables/table.js';
import type { Knowledge } from './knowledge.js';
import { cheaperTogether } from './rounds.js';
import { TableQuery, type TableRequest } from './table-query.js';

/** What reading needs. */
export interface Reading {
  readonly http: Http;
  readonly knowledge: Knowledge;
  readonly signal: AbortSignal;
}

/** A page of one table, or why it cannot be read. */
export type TableEvent =
  | {
      readonly type: 'page';
      readonly table: Table;
      readonly rows: readonly Row[];
      /** Whether it is the table's last page. */
      readonly isLast: boolean;
      /** On the last page: whether as many rows came as there were when the query began. */
      readonly isWhole: boolean;
      /** The key up to which it is read; `undefined` where its rows come in no order. */
      readonly position: string | undefined;
    }
  | { readonly type: 'fault'; readonly table: Table; readonly fault: Fault };

/**
 * Reads several tables side by side, five pages to a counted request where that is cheaper. Fields
 * that the user may not see are left out, lost locators are continued from the last id.
 * @throws errors that end the run; a fault of one table is given as an event
 */
export async function* readTables(
  reading: Reading,
  requests: readonly TableRequest[],
): AsyncGenerator<TableEvent> {
  let pending = requests.map((request) => new TableQuery(request, reading.knowledge));
  const sizes = { composite: pageSize, plain: pageSize };
  while (pending.length > 0) {
    const together = cheaperTogether(pending, sizes);
    const group = pending.slice(0, together ? compositeQueries : 1);
    const answers = await answersOf(reading, group, together);
    const over = new Set<TableQuery>();
    for (const [place, answer] of answers.entries()) {
      const query = group[place];
      if (query === undefined) continue;
      const event = take(query, answer);
      if (event === undefined) continue;
      if (event.type === 'fault' || event.isLast) over.add(query);
      else if (query.pageRows === undefined) learnSize(sizes, together, event.rows.length);
      yield event;
    }
    const rest = pending.slice(group.length);
    pending = [...rest, ...group].filter((query) => !over.has(query));
  }
}

async function answersOf(
  reading: Reading,
  group: readonly TableQuery[],
  together: boolean,
): Promise<readonly QueryAnswer[]> {
  stopIfAborted(reading.signal);
  const steps = group.map((query) => query.step);
  const objects = group.map((query) => query.table.object).join(', ');
  const purpose = `${group[0]?.table.stream}/${objects}`;
  const first = steps[0];
  if (together) return readPages(reading.http, steps, purpose);
  return first === undefined ? [] : [await readPage(reading.http, first, purpose)];
}

function take(query: TableQuery, answer: QueryAnswer): TableEvent | undefined {
  const table = query.table;
  if ('page' in answer) {
    const isLast = query.accept(answer.page);
    if (isLast && query.seesNothing) return { type: 'fault', table, fault: nothingVisible };
    const { isWhole, position } = query;
    return { type: 'page', table, rows: answer.page.rows, isLast, isWhole, position };
  }
  if (query.recover(answer.fault)) return undefined;
  const error = errorOf(answer.fault, table.object);
  if (endsRun(error)) throw error;
  return { type: 'fault', table, fault: answer.fault };
}

const nothingVisible: Fault = {
  status: 200,
  errorCode: 'INSUFFICIENT_ACCESS',
  message: 'no row is visible',
};

function learnSize(
  sizes: { composite: number; plain: number },
  together: boolean,
  rows: number,
): void {
  if (rows === 0) return;
  if (together) sizes.composite = rows;
  else sizes.plain = rows;
}

/** Ends the reading when the run was cancelled or its time is up. @throws `RUN_CANCELLED` */
export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new RollcallError('RUN_CANCELLED', 'the run was ended');
}
