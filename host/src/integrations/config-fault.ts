import { RollcallError } from '@rollcall/core';

/** One mistake in a form. */
export interface ConfigFault {
  /** JSON pointer into the values; of something missing, to where it belongs. */
  readonly pointer: string;
  /** Name of the field, or of the option. */
  readonly field: string;
  /** The rule that failed: a keyword of JSON Schema, `unknown`, `secret`, `mask` or `egress`. */
  readonly keyword: string;
  /** What to enter. Never holds the value of a secret. */
  readonly message: string;
}

/**
 * Refuses a form with everything that has to be corrected.
 * @throws `CONFIG_INVALID` with the faults in `details`, unless there are none
 */
export function refuseFaults(faults: readonly ConfigFault[]): void {
  if (faults.length === 0) return;
  const count = faults.length === 1 ? 'one field needs' : `${faults.length} fields need`;
  const lines = faults.map(({ field, message }) => `\n  ${field}: ${message}`);
  throw new RollcallError('CONFIG_INVALID', `${count} to be corrected:${lines.join('')}`, {
    details: { faults },
  });
}
