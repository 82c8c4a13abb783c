import { type ErrorCode, errorCodes } from './codes.js';

const mark = Symbol.for('rollcall.error');

/** What a `RollcallError` is made of besides code and message. */
export interface RollcallErrorDetails {
  /** What the reader can do; the code's default when absent. */
  readonly hint?: string | undefined;
  /** Id of the step of the plugin's setup guide that mends it. */
  readonly setupStep?: string | undefined;
  /** Whether the same may succeed later; the code's default when absent. */
  readonly retryable?: boolean | undefined;
  /** The original error, always passed on. */
  readonly cause?: unknown;
  /** Machine-readable particulars, such as the faults of a form. Never a secret or a record. */
  readonly details?: unknown;
}

/** The one error class. Behaviour follows `code` and `retryable`, never the text. */
export class RollcallError extends Error {
  /** Stable, `AREA_REASON`. */
  readonly code: ErrorCode;
  /** What the reader can do. */
  readonly hint: string;
  /** Id of the step of the plugin's setup guide that mends it. */
  readonly setupStep: string | undefined;
  /** Whether the same may succeed later. */
  readonly retryable: boolean;
  /** Machine-readable particulars. */
  readonly details: unknown;
  /** Marks errors of every copy of this class. */
  readonly [mark] = true;

  /** `message` says what happened, with the value that mattered. */
  constructor(code: ErrorCode, message: string, details: RollcallErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'RollcallError';
    this.code = code;
    this.hint = details.hint ?? errorCodes[code].hint;
    this.setupStep = details.setupStep;
    this.retryable = details.retryable ?? errorCodes[code].retryable;
    this.details = details.details;
  }
}

/** Whether `error` is a `RollcallError`, also one of another copy of this package. */
export function isRollcallError(error: unknown): error is RollcallError {
  return typeof error === 'object' && error !== null && mark in error;
}

/** Whether `error` is a `RollcallError` with one of `codes`. Use it instead of `instanceof`. */
export function hasCode<C extends ErrorCode>(
  error: unknown,
  ...codes: readonly C[]
): error is RollcallError & { readonly code: C } {
  return isRollcallError(error) && codes.some((code) => code === error.code);
}

/** Whether `error` ends the whole run rather than the stream that met it. Foreign errors do not. */
export function endsRun(error: unknown): boolean {
  return isRollcallError(error) && errorCodes[error.code].scope === 'run';
}

/** An error as data, to cross a process or a wire. Carries no stack and no cause. */
export interface ErrorData {
  /** See `RollcallError.code`. */
  readonly code: ErrorCode;
  /** See `Error.message`. */
  readonly message: string;
  /** See `RollcallError.hint`. */
  readonly hint: string;
  /** See `RollcallError.setupStep`. */
  readonly setupStep?: string;
  /** See `RollcallError.retryable`. */
  readonly retryable: boolean;
}

/** Turns any error into data; a foreign one becomes `fallback` with its message. */
export function toErrorData(error: unknown, fallback: ErrorCode = 'INTERNAL'): ErrorData {
  const known = isRollcallError(error)
    ? error
    : new RollcallError(fallback, error instanceof Error ? error.message : String(error));
  return {
    code: known.code,
    message: known.message,
    hint: known.hint,
    ...(known.setupStep === undefined ? {} : { setupStep: known.setupStep }),
    retryable: known.retryable,
  };
}

/** Makes the error again from its data. */
export function fromErrorData(data: ErrorData): RollcallError {
  return new RollcallError(data.code, data.message, data);
}
