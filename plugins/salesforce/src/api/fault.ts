import { isRow, text } from './row.js';

/** An error that the org answered with, before anyone judged it. */
export interface Fault {
  /** HTTP status of the answer or of the part of a composite. */
  readonly status: number;
  /** The org's error code; empty when the answer had none. */
  readonly errorCode: string;
  /** The org's text. */
  readonly message: string;
}

const columnPattern = /No such column '([^']+)' on entity '([^']+)'/i;
const relationPattern = /Didn't understand relationship '([^']+)'/i;

/** Reads the errors of an answer: an array of them, a single one, or nothing that can be read. */
export function faultOf(status: number, body: unknown): Fault {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isRow(first))
    return { status, errorCode: '', message: `HTTP ${status} without an error text` };
  return {
    status,
    errorCode: text(first, 'errorCode') ?? text(first, 'error') ?? '',
    message: (text(first, 'message') ?? text(first, 'error_description') ?? '').trim(),
  };
}

/**
 * The selected fields that the fault says do not exist or are hidden, so that the query can be
 * asked again without them. Empty when the fault is about something else.
 */
export function missingFields(fault: Fault, selected: readonly string[]): readonly string[] {
  if (fault.errorCode !== 'INVALID_FIELD') return [];
  const relation = relationPattern.exec(fault.message)?.[1]?.toLowerCase();
  if (relation !== undefined) {
    return selected.filter((field) => field.toLowerCase().startsWith(`${relation}.`));
  }
  const column = columnPattern.exec(fault.message)?.[1]?.toLowerCase();
  if (column === undefined) return [];
  const exact = selected.filter((field) => field.toLowerCase() === column);
  return exact.length > 0
    ? exact
    : selected.filter((field) => field.toLowerCase().endsWith(`.${column}`));
}

/** Whether the object itself cannot be read: no permission, no licence and old versions look alike. */
export function isUnreadable(fault: Fault): boolean {
  const codes = ['INVALID_TYPE', 'INSUFFICIENT_ACCESS', 'FUNCTIONALITY_NOT_ENABLED', 'FORBIDDEN'];
  return codes.includes(fault.errorCode) || fault.errorCode.startsWith('INSUFFICIENT_ACCESS');
}
