import type { UrlState } from './use-url-state.js';

/** One field that a list can be narrowed by. */
export interface Filter {
  /** Its parameter in the address. */
  readonly name: string;
  readonly title: string;
  readonly options: readonly FilterOption[];
  /** Whether one value ends the other. */
  readonly isSingle?: boolean;
  /** Names a value that is not among the options. */
  readonly labelOf?: (value: string) => string;
}

/** One value of a filter. */
export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

/** A value before which this stands is not wanted: `!DE`. */
const not = '!';

/** Whether a value of the address says what is not wanted. */
export function isNot(value: string): boolean {
  return value.startsWith(not);
}

/** The value itself, wanted or not. */
export function bareValue(value: string): string {
  return isNot(value) ? value.slice(not.length) : value;
}

/** The address's parameters after a value of a filter is wanted, or not any more. */
export function choose(url: UrlState, { name, isSingle }: Filter, value: string): void {
  const next = toggled(url.all(name), value);
  url.set({ [name]: isSingle ? next.filter((each) => each === value) : next });
}

/** A field's values after one is wanted, or not any more. */
export function toggled(present: readonly string[], value: string): readonly string[] {
  return present.includes(value)
    ? present.filter((other) => other !== value)
    : [...present.filter((other) => other !== `${not}${value}`), value];
}

/** A field's values after one is not wanted. */
export function without(present: readonly string[], value: string): readonly string[] {
  const others = present.filter((other) => bareValue(other) !== value);
  return [...others.filter(isNot), `${not}${value}`];
}

/** How a value is called, wanted or not. */
export function labelOf({ options, labelOf: name }: Filter, value: string): string {
  const bare = bareValue(value);
  return options.find((option) => option.value === bare)?.label ?? name?.(bare) ?? bare;
}

/** Removes all that narrows a list. */
export function clearFilters(url: UrlState, filters: readonly Filter[]): void {
  url.set(Object.fromEntries(['q', ...filters.map(({ name }) => name)].map((name) => [name, []])));
}
