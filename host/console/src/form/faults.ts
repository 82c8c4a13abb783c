import type { Fault } from '../api/problem.js';
import type { JsonObject } from './field-schema.js';

/** The mistakes of a form by JSON pointer: one message for each place. */
export type FormFaults = ReadonlyMap<string, string>;

/** The mistakes that the host found, without those of secrets that are stored and stay. */
export function formFaults(faults: readonly Fault[], stored: ReadonlySet<string>): FormFaults {
  const map = new Map<string, string>();
  for (const { pointer = '', field, keyword, message } of faults) {
    if (keyword === 'required' && stored.has(field ?? pointer.slice(1))) continue;
    if (!map.has(pointer)) map.set(pointer, message);
  }
  return map;
}

/** Those that a person shall see: all after Test or Save, before that only at fields that were left with content. */
export function shownFaults(
  faults: FormFaults,
  seen: { readonly isTried: boolean; readonly left: ReadonlySet<string> },
): FormFaults {
  if (seen.isTried) return faults;
  return new Map([...faults].filter(([pointer]) => seen.left.has(pointer)));
}

/** The value at a JSON pointer. */
export function valueAt(form: JsonObject, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (at, part) =>
        typeof at === 'object' && at !== null
          ? Object.entries(at).find(([key]) => key === part)?.[1]
          : undefined,
      form,
    );
}
