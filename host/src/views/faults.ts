import { isRollcallError } from '@rollcall/core';

/** One fault of a form or a manifest, as errors list them. */
export interface ListedFault {
  readonly message: string;
  readonly field?: string;
  readonly pointer?: string;
}

/** The faults that an error lists in its details: a list, or one named `faults`. */
export function listedFaults(error: unknown): readonly ListedFault[] {
  const details = isRollcallError(error) ? error.details : undefined;
  const listed =
    typeof details === 'object' && details !== null && 'faults' in details
      ? details.faults
      : details;
  return Array.isArray(listed) ? listed.filter(isListedFault) : [];
}

function isListedFault(value: unknown): value is ListedFault {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
