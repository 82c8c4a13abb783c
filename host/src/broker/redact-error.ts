import { isRollcallError, RollcallError } from '@rollcall/core';

/** What the broker needs of the host's `Redactor`. */
export interface ValueRedactor {
  /** The text without any value that was added. */
  redact(text: string): string;
  /** From now on the value is taken out of every text. */
  add(value: string): void;
}

/** The same error without secret values; a foreign one becomes `INTERNAL`. */
export function redactError(error: unknown, redactor: ValueRedactor): RollcallError {
  const known = isRollcallError(error)
    ? error
    : new RollcallError('INTERNAL', messageOf(error), { cause: error });
  return new RollcallError(known.code, redactor.redact(known.message), {
    hint: redactor.redact(known.hint),
    setupStep: known.setupStep,
    retryable: known.retryable,
    details: known.details,
    // A foreign error may carry headers or addresses with credentials: its words are enough.
    cause:
      known.cause === undefined ? undefined : new Error(redactor.redact(messageOf(known.cause))),
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
