import { behaviourChecks } from './behaviour/behaviour-checks.js';
import type { CheckDescription } from './check.js';
import { setChecks } from './sets/index.js';

/** Every check, in the order of the catalogue. */
export const catalogue: readonly CheckDescription[] = [...setChecks, ...behaviourChecks];

const byId: ReadonlyMap<string, CheckDescription> = new Map(
  catalogue.map((check) => [check.id, check]),
);

/** What a check says of itself; undefined for one that this version does not have any more. */
export function describeCheck(id: string): CheckDescription | undefined {
  return byId.get(id);
}
