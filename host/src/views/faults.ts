import { isRollcallError } from '@rollcall/core';

/** One fault of a form or a manifest, as errors list them. */
export interface ListedFault {
  readonly message: string;
  readonly field?: string;
  readonly pointer?: string;
}

/** The faults that an error lists in its details. */
export function listedFaults(error: unknown): readonly ListedFault[] {
  const details = isRollcallError(error) ? error.details : undefined;
  return Array.isArray(details) ? details.filter(isListedFault) : [];
}

function isListedFault(value: unknown): value is ListedFault {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
