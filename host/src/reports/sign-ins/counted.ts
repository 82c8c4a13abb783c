import type { AccountCount, SignInCount } from './sign-in-facts.js';

/** One value with its counts. */
export interface CountedValue {
  /** Null where the provider told nothing. */
  readonly value: string | null;
  readonly signIns: number;
  readonly failures: number;
}

/** An account with its counts. */
export interface CountedAccount {
  readonly integrationId: string;
  /** Null for attempts with a name that no account has. */
  readonly accountId: string | null;
  readonly username: string | null;
  readonly signIns: number;
  readonly failures: number;
  readonly lastAt: string;
}

/** Good sign-ins of people, by whether they had a second factor. */
export interface MfaCoverage {
  readonly signIns: number;
  readonly yes: number;
  readonly no: number;
  /** What the identity provider asked for is not told. */
  readonly unknown: number;
  /** Those of all that came by single sign-on. */
  readonly sso: number;
  readonly byMethod: readonly {
    readonly method: string | null;
    readonly yes: number;
    readonly no: number;
    readonly unknown: number;
  }[];
}

/** Values beyond these are added up as "(other)". */
const shownValues = 50;

/** The counts of one dimension. */
export function valuesOf(counts: readonly SignInCount[], dimension: string): CountedValue[] {
  return counts
    .filter((each) => each.dimension === dimension)
    .map(({ value, signIns, failures }) => ({ value, signIns, failures }));
}

/** The values of one dimension with most sign-ins; what is beyond is added up. */
export function topOf(counts: readonly SignInCount[], dimension: string): readonly CountedValue[] {
  const values = valuesOf(counts, dimension).sort(
    (a, b) => b.signIns - a.signIns || byText(a.value ?? '', b.value ?? ''),
  );
  const rest = values.slice(shownValues);
  const top = values.slice(0, shownValues);
  return rest.length === 0 ? top : [...top, added('(other)', rest)];
}

/** Values that were cut in the database already, with what is beyond by the totals. */
export function topOfAll(
  top: readonly SignInCount[],
  totals: { readonly signIns: number; readonly failures: number },
): readonly CountedValue[] {
  const values = top.map(({ value, signIns, failures }) => ({ value, signIns, failures }));
  const shown = added('', values);
  const rest = totals.signIns - shown.signIns;
  if (rest === 0) return values;
  return [
    ...values,
    { value: '(other)', signIns: rest, failures: totals.failures - shown.failures },
  ];
}

/** Days added up to months. */
export function monthsOf(days: readonly CountedValue[]): readonly CountedValue[] {
  const months = Map.groupBy(days, ({ value }) => (value ?? '').slice(0, 7));
  return [...months].map(([month, each]) => added(month, each));
}

/** An account's counts, with instants as texts. */
export function countedAccount({ last, ...account }: AccountCount): CountedAccount {
  return { ...account, lastAt: last.toISOString() };
}

/** Adds up who had a second factor, by method. */
export function mfaCoverage(
  counts: readonly {
    readonly mfa: 'yes' | 'no' | 'unknown';
    readonly method: string | null;
    readonly signIns: number;
  }[],
): MfaCoverage {
  const of = (mfa: string, method?: string | null): number =>
    counts
      .filter((each) => each.mfa === mfa && (method === undefined || each.method === method))
      .reduce((sum, { signIns }) => sum + signIns, 0);
  const methods = [...new Set(counts.map(({ method }) => method))].sort((a, b) =>
    byText(a ?? '', b ?? ''),
  );
  const byMethod = methods.map((method) => ({
    method,
    yes: of('yes', method),
    no: of('no', method),
    unknown: of('unknown', method),
  }));
  const sso = byMethod.find(({ method }) => method === 'sso');
  return {
    signIns: of('yes') + of('no') + of('unknown'),
    yes: of('yes'),
    no: of('no'),
    unknown: of('unknown'),
    sso: sso ? sso.yes + sso.no + sso.unknown : 0,
    byMethod,
  };
}

function added(value: string, counts: readonly CountedValue[]): CountedValue {
  return {
    value,
    signIns: counts.reduce((sum, { signIns }) => sum + signIns, 0),
    failures: counts.reduce((sum, { failures }) => sum + failures, 0),
  };
}

/** The order of code units: the same on every machine. */
function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
