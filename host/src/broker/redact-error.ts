import { isRollcallError, RollcallError } from '@rollcall/core';

import { asUnavailable } from '../db/connection-error.js';

/** What the broker needs of the host's `Redactor`. */
export interface ValueRedactor {
  /** The text without any value that was added. */
  redact(text: string): string;
  /** A copy of JSON-like data, every text in it redacted. */
  redactData(data: unknown): unknown;
  /** From now on the value is taken out of every text. */
  add(value: string): void;
}

/** The same error without secret values; one of the database's connection becomes
 * `DATABASE_UNAVAILABLE`, another foreign one `INTERNAL`. */
export function redactError(error: unknown, redactor: ValueRedactor): RollcallError {
  const named = asUnavailable(error, 'its address');
  const known = isRollcallError(named)
    ? named
    : new RollcallError('INTERNAL', messageOf(error), { cause: error });
  return new RollcallError(known.code, redactor.redact(known.message), {
    hint: redactor.redact(known.hint),
    setupStep: known.setupStep,
    retryable: known.retryable,
    details: redactor.redactData(known.details),
    // A foreign error may carry headers or addresses with credentials: its words are enough.
    cause:
      known.cause === undefined ? undefined : new Error(redactor.redact(messageOf(known.cause))),
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
