import { endsRun, hasCode } from '@rollcall/core';

import { type BulkAnswer, createBulkJob } from '../api/bulk.js';
import { errorOf } from '../api/error-map.js';
import { isUnreadable, missingFields } from '../api/fault.js';
import { soql } from '../api/soql.js';
import { learnAbsent } from '../reading/knowledge.js';
import { type Reading, stopIfAborted } from '../reading/read-tables.js';
import type { EventStream } from '../streams/event-stream.js';
import { firstPollMs } from '../transport/poll-times.js';
import { windowConditions } from './pending-events.js';
import { fieldsOf } from './window-query.js';
import { joinAdjoining, type ReadState, type Window, withBulk } from './windows.js';

/** A job with hidden fields is refused once for each of them. */
const maxTries = 6;

/** Bulk is asked about as a whole: its quota cannot be read, or nothing is left of it. */
export const allObjects = '*';

/** What a job is to read. */
export interface BulkNeed {
  readonly stream: EventStream;
  readonly state: ReadState;
  /** Rows that are expected. */
  readonly rows: number;
  /** The org's present. */
  readonly now: Date;
}

/**
 * Makes a Bulk job for the newest windows that adjoin, and gives the state that waits for it. Gives
 * `undefined` where the org does not do that, which is remembered as long as other knowledge is.
 * @throws errors that end the run, but for those about the Bulk quotas
 */
export async function beginBulk(reading: Reading, need: BulkNeed): Promise<ReadState | undefined> {
  const state = joinAdjoining(need.state);
  const [window] = state.windows;
  if (window === undefined || window.bulk) return undefined;
  const answer = await create(reading, need.stream, window);
  if (answer === undefined || 'fault' in answer) return undefined;
  const { now, rows } = need;
  return withBulk(state, window, {
    job: answer.job.id,
    madeAt: now.toISOString(),
    pollAt: new Date(now.getTime() + firstPollMs(rows)).toISOString(),
    ...{ rows, read: 0, isComplete: answer.job.state === 'complete' },
  });
}

async function create(
  reading: Reading,
  stream: EventStream,
  window: Window,
): Promise<BulkAnswer | undefined> {
  const { object } = stream;
  const { http, knowledge } = reading;
  for (let tries = 1; tries <= maxTries; tries += 1) {
    stopIfAborted(reading.signal);
    const fields = fieldsOf(stream, knowledge);
    const query = soql({ object, fields, where: windowConditions(stream, window) });
    const answer = await orWithoutQuota(reading, () =>
      createBulkJob(http, query, `${stream.name}/${object}`),
    );
    if (answer === undefined || 'job' in answer) return answer;
    const { fault } = answer;
    const error = errorOf(fault, object);
    if (endsRun(error)) throw error;
    const missing = missingFields(fault, fields).filter((name) => stream.optional.includes(name));
    if (missing.length === 0) {
      if (fault.status < 500 && !isUnreadable(fault)) knowledge.withoutBulk.add(object);
      return answer;
    }
    learnAbsent(knowledge, object, missing);
  }
  return undefined;
}

/**
 * What a request of the Bulk API gives; `undefined` where the Bulk quotas do not permit it. Where
 * that was the quota of all requests, the next one is refused as well, and ends the run.
 */
export async function orWithoutQuota<T>(
  { knowledge }: Reading,
  send: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await send();
  } catch (error) {
    if (!hasCode(error, 'QUOTA_CEILING', 'QUOTA_UNREADABLE')) throw error;
    if (hasCode(error, 'QUOTA_UNREADABLE')) knowledge.withoutBulk.add(allObjects);
    return undefined;
  }
}
