const rules = new Intl.PluralRules('en');

/** The form of a noun that fits a number: `plural(1, 'record', 'records')`. */
export function plural(count: number, one: string, other: string): string {
  return rules.select(count) === 'one' ? one : other;
}

/** A number with its noun: `1,204 records`. */
export function counted(count: number, one: string, other: string): string {
  return `${wholeNumber(count)} ${plural(count, one, other)}`;
}

/** Exact up to 9,999,999, then "12.4 million". */
export function wholeNumber(value: number): string {
  if (Math.abs(value) < 10_000_000) return exact.format(value);
  return compact.format(value);
}

/** Every digit, for where `wholeNumber` shortens. */
export function exactNumber(value: number): string {
  return exact.format(value);
}

const exact = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(undefined, {
  notation: 'compact',
  compactDisplay: 'long',
  maximumFractionDigits: 1,
});

const tenths = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** A share of one in percent: whole, one decimal under 10, "< 0.1 %" for the rest. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return `< ${tenths.format(0.1)} %`;
  return `${(value < 10 ? tenths : exact).format(value)} %`;
}

/** Money in whole units: `€ 1,240`. */
export function money(value: number, currency: string): string {
  const parts = new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
  }).formatToParts(value);
  const symbol = parts.find(({ type }) => type === 'currency')?.value ?? currency;
  return `${symbol} ${exact.format(value)}`;
}

/** The middle of a long id left out: first six, last five. Prose is never cut like this. */
export function shortId(id: string): string {
  return id.length > 14 ? `${id.slice(0, 6)}…${id.slice(-5)}` : id;
}
