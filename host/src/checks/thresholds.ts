import type { CheckDescription, Threshold, ThresholdValues } from './check.js';

/** What an integration's options say about checks: `enabled` and thresholds, by check. */
export type CheckOptions = Readonly<
  Record<string, Readonly<Record<string, boolean | number>> | undefined>
>;

/** Whether a check is on for an integration with these options. */
export function isEnabled(check: Pick<CheckDescription, 'id'>, options: CheckOptions): boolean {
  return options[check.id]?.enabled !== false;
}

/** The thresholds that hold: the options' where they name them, else the check's own. */
export function thresholdsOf(
  check: Pick<CheckDescription, 'id' | 'thresholds'>,
  options: CheckOptions,
): ThresholdValues<CheckDescription['thresholds']> {
  const chosen = options[check.id] ?? {};
  return Object.fromEntries(
    Object.entries(check.thresholds).map(([name, threshold]) => {
      const value = chosen[name];
      return [name, typeof value === 'number' ? value : threshold.default];
    }),
  );
}

/** The JSON Schema of what options may say about these checks. */
export function checkOptionsSchema(checks: readonly CheckDescription[]) {
  return {
    title: 'Checks',
    description: 'What is checked, and from which value on',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(checks.map((check) => [check.id, schemaOf(check)])),
  };
}

function schemaOf({ title, question, thresholds }: CheckDescription) {
  const enabled = { title: 'On', description: 'Whether it is checked', type: 'boolean' };
  const numbers = Object.entries(thresholds).map(([name, each]) => [name, numberOf(name, each)]);
  return {
    title,
    description: question,
    type: 'object',
    additionalProperties: false,
    properties: { enabled, ...Object.fromEntries(numbers) },
  };
}

function numberOf(name: string, { default: value, unit, description, min, max }: Threshold) {
  return {
    title: name,
    description,
    type: 'number',
    minimum: min,
    maximum: max,
    examples: [value],
    'x-ui': { unit },
  };
}
