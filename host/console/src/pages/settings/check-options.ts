import type { Check } from '../../api/checks.js';

/** What an integration's options say about one check. */
export interface CheckOptions {
  readonly isOn: boolean;
  /** The thresholds that are not the default. */
  readonly set: Readonly<Record<string, number>>;
}

/** Reads what the options of an integration say about a check. */
export function checkOptionsOf(
  options: Readonly<Record<string, unknown>>,
  check: Pick<Check, 'id' | 'thresholds'>,
): CheckOptions {
  const own = objectOf(objectOf(options.checks)[check.id]);
  const set = Object.keys(check.thresholds).flatMap((name) => {
    const value = own[name];
    return typeof value === 'number' ? [[name, value] as const] : [];
  });
  return { isOn: own.enabled !== false, set: Object.fromEntries(set) };
}

/** The options that make thresholds what was entered: null takes one back to its default. */
export function thresholdOptions(
  check: Pick<Check, 'id' | 'thresholds'>,
  entered: Readonly<Record<string, number>>,
): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    Object.entries(check.thresholds).map(([name, threshold]) => {
      const value = entered[name] ?? threshold.default;
      return [`checks.${check.id}.${name}`, value === threshold.default ? null : value];
    }),
  );
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
