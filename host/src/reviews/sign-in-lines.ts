import type { CountedAccount, CountedValue } from '../reports/sign-ins/counted.js';
import type { SignInReport } from '../reports/sign-ins/sign-in-report.js';
import type { SignInLine } from './review.js';

type Basis = Pick<
  SignInReport,
  | 'privileged'
  | 'services'
  | 'legacy'
  | 'mostFailures'
  | 'methods'
  | 'applications'
  | 'countries'
  | 'networks'
  | 'signIns'
>;

/** Attempts of one account that fail this often are looked at. */
const manyFailures = 5;
/** What has less than this share of all sign-ins is said to be rare. */
const rareShare = 0.01;
/** The words under which a report adds up what it does not list. */
const rest = '(other)';

/**
 * What of a period's sign-ins a person should judge, accounts first. An account is one line with every
 * reason; networks are judged only where most of their attempts failed. Pure.
 */
export function signInLines(report: Basis): readonly SignInLine[] {
  return [
    ...accountLines(report),
    ...valueLines('method', report.methods, report.signIns),
    ...valueLines('application', report.applications, report.signIns),
    ...valueLines('country', report.countries, report.signIns),
    ...valueLines('network', report.networks.filter(mostlyFails), report.signIns),
  ];
}

function accountLines(report: Basis): readonly SignInLine[] {
  const lines = new Map<string, SignInLine>();
  const add = (line: SignInLine): void => {
    const key = `${line.integrationId}:${line.accountId}`;
    const known = lines.get(key);
    lines.set(key, known ? joined(known, line) : line);
  };
  for (const use of report.privileged) {
    if (use.signIns > 0 || use.changes > 0) {
      add(accountLine(use, [administratorReason(use)]));
    }
  }
  for (const use of report.services) {
    if (use.signIns > 0) add(accountLine(use, [`machine, from ${networks(use.networkCount)}`]));
  }
  for (const use of report.legacy) {
    add(accountLine(use, [`${count(use.signIns, 'sign-in')} by API password or retired TLS`]));
  }
  for (const use of report.mostFailures) {
    if (use.failures < manyFailures) continue;
    const unknown = use.accountId === null ? ' with a name that no account has' : '';
    add(accountLine(use, [`${count(use.failures, 'failed attempt')}${unknown}`]));
  }
  return [...lines.values()];
}

function administratorReason(use: Basis['privileged'][number]): string {
  const changes = use.changes > 0 ? `, ${count(use.changes, 'change')} to the set-up` : '';
  const delegated = use.delegatedChanges > 0 ? `, ${use.delegatedChanges} in its name` : '';
  const from = use.signIns > 0 ? `from ${networks(use.networkCount)}` : 'without a sign-in';
  return `administrator, ${from}${changes}${delegated}`;
}

function accountLine(
  use: Omit<CountedAccount, 'lastAt'> & { readonly lastAt: string | null },
  reasons: readonly string[],
): SignInLine {
  const { integrationId, accountId, username, signIns, failures, lastAt } = use;
  const value = username ?? accountId;
  return {
    ...{ kind: 'sign-ins', group: 'account', value, integrationId, accountId },
    ...{ reasons, signIns, failures, lastAt },
  };
}

/** The same account for another reason: the larger counts are those of all its sign-ins. */
function joined(known: SignInLine, more: SignInLine): SignInLine {
  return {
    ...known,
    reasons: [...known.reasons, ...more.reasons],
    signIns: Math.max(known.signIns, more.signIns),
    failures: Math.max(known.failures, more.failures),
    lastAt: later(known.lastAt, more.lastAt),
  };
}

function valueLines(
  group: SignInLine['group'],
  values: readonly CountedValue[],
  all: number,
): readonly SignInLine[] {
  return values
    .filter(({ value }) => value !== rest)
    .map((counted) => ({
      ...{ kind: 'sign-ins' as const, group, integrationId: null, accountId: null, lastAt: null },
      ...counted,
      reasons: valueReasons(counted, all),
    }));
}

function valueReasons({ signIns, failures }: CountedValue, all: number): readonly string[] {
  const reasons: string[] = [];
  if (signIns < all * rareShare) reasons.push('rare: less than 1 % of all sign-ins');
  if (mostlyFails({ signIns, failures })) {
    reasons.push(`${Math.round((failures / signIns) * 100)} % failed`);
  }
  return reasons;
}

function mostlyFails({ signIns, failures }: Pick<CountedValue, 'signIns' | 'failures'>): boolean {
  return failures >= manyFailures && failures * 2 > signIns;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function networks(n: number): string {
  return count(n, 'network');
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}
