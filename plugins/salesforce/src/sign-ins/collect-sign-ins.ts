import {
  type CollectMessage,
  type Cursor,
  endsRun,
  hasCode,
  type Log,
  toErrorData,
} from '@rollcall/core';

import { id } from '../api/row.js';
import { writeKnowledge } from '../reading/knowledge.js';
import type { Reading } from '../reading/read-tables.js';
import { permissionHint } from '../snapshot/visibility.js';
import { signInOf, signInStream } from '../streams/sign-ins.js';
import { signInPermission } from '../tables/tables.js';
import { readSignIns } from './read-sign-ins.js';
import { type SignInState, writeState } from './windows.js';

/** What collecting sign-ins needs. */
export interface SignInRun {
  readonly reading: Reading;
  readonly state: SignInState;
  readonly log: Log;
}

/** Reads what the state lists. An object that may not be read is skipped, another error fails the stream. */
export async function* collectSignIns(run: SignInRun): AsyncGenerator<CollectMessage> {
  const { reading } = run;
  const collectorId = reading.knowledge.collectorId;
  const seen = { own: 0, others: 0 };
  try {
    for await (const page of readSignIns(reading, run.state)) {
      for (const row of page.rows) {
        if (id(row, 'UserId') === collectorId) seen.own += 1;
        else seen.others += 1;
      }
      const records = page.rows.map((row) => signInOf(row, collectorId));
      yield { type: 'batch', stream: signInStream, records, cursor: cursorOf(run, page.state) };
    }
  } catch (error) {
    if (endsRun(error)) throw error;
    yield endingOf(error);
    return;
  }
  if (seen.own > 0 && seen.others === 0) {
    run.log.warn('Only the sign-ins of the integration user itself are visible', {
      hint: permissionHint(signInPermission),
    });
  }
}

/** The cursor that holds a state, and what was learned. */
export function cursorOf(run: SignInRun, state: SignInState): Cursor {
  return { ...writeState(state), knowledge: writeKnowledge(run.reading.knowledge) };
}

function endingOf(error: unknown): CollectMessage {
  if (hasCode(error, 'PERMISSION_MISSING')) {
    return {
      type: 'skipped',
      stream: signInStream,
      reason: `The integration user may not read sign-ins (${error.message})`,
      hint: permissionHint(signInPermission),
      setupStep: 'permission-set',
    };
  }
  return { type: 'failed', stream: signInStream, error: toErrorData(error) };
}
