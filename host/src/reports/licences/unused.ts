import type { HolderFacts, ReportedIntegration } from './licence-facts.js';

/** Why an account counts as unused, and what shows it. */
export interface Judgement {
  readonly rule: 'never-signed-in' | 'inactive' | 'frozen';
  /** One sentence with the evidence. */
  readonly reason: string;
  /** The latest of what the provider tells and what is stored. */
  readonly lastSignIn: string | null;
  /** Whole days since its last use of any kind; since it was made when there was none. Null when neither is known. */
  readonly days: number | null;
  readonly evidence: {
    readonly createdAt: string | null;
    /** As the provider tells. */
    readonly lastSignInAt: string | null;
    /** The stored sign-in that was found, if any. */
    readonly signInId: string | null;
    readonly signInMethod: string | null;
    /** Last use of a token that an application holds. */
    readonly tokenUsedAt: string | null;
    /** The earliest stored sign-in: nothing is proven before it. */
    readonly signInsSince: string | null;
  };
}

const dayMs = 86_400_000;
/** An account that was made since then may still be waiting for its first use. */
const graceDays = 7;

const methods: Readonly<Record<string, string>> = {
  password: 'password',
  sso: 'single sign-on',
  oauth: 'OAuth',
  certificate: 'certificate',
  passwordless: 'passwordless sign-in',
  api_password: 'password over the API',
  impersonation: 'an administrator who signed in as it',
  other: 'another method',
};

/** Whether an account that still holds its seat had no use of any kind for `days`, or is frozen. */
export function isUnused(account: HolderFacts, now: Date, days: number): boolean {
  return days < unusedDays(account, now);
}

/**
 * For how many days, with parts of them, an account had no use of any kind: infinite where it is frozen
 * or was never used, less than nothing where it holds no seat or is new.
 */
export function unusedDays(account: HolderFacts, now: Date): number {
  if (account.state === 'deactivated') return Number.NEGATIVE_INFINITY;
  if (account.state === 'frozen') return Number.POSITIVE_INFINITY;
  const use = lastUse(account);
  if (use) return (now.getTime() - use.getTime()) / dayMs;
  const isNew = account.createdAt !== null && account.createdAt >= daysBefore(now, graceDays);
  return isNew ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Its latest sign-in or use of a token, whichever is known. */
export function lastUse({
  lastSignInAt,
  seenSignInAt,
  tokenUsedAt,
}: HolderFacts): Date | undefined {
  return latest(latest(lastSignInAt, seenSignInAt) ?? null, tokenUsedAt);
}

/** Says why an idle account counts as unused. Pure. */
export function judge(
  account: HolderFacts,
  { tellsLastSignIn, signInsSince }: ReportedIntegration,
  now: Date,
): Judgement {
  const last = latest(account.lastSignInAt, account.seenSignInAt);
  const since = lastUse(account) ?? account.createdAt;
  const isFrozen = account.state === 'frozen';
  const signIn = last
    ? lastSignInText(account, last, now)
    : neverText(account.createdAt, tellsLastSignIn, signInsSince);
  return {
    rule: isFrozen ? 'frozen' : last ? 'inactive' : 'never-signed-in',
    reason: `${isFrozen ? 'frozen, but still holds its licence; ' : ''}${signIn}${tokenText(account, last, now)}`,
    lastSignIn: last?.toISOString() ?? null,
    days: since ? daysBetween(since, now) : null,
    evidence: {
      createdAt: account.createdAt?.toISOString() ?? null,
      lastSignInAt: account.lastSignInAt?.toISOString() ?? null,
      signInId: account.seenSignInId,
      signInMethod: account.seenSignInMethod,
      tokenUsedAt: account.tokenUsedAt?.toISOString() ?? null,
      signInsSince: signInsSince?.toISOString() ?? null,
    },
  };
}

/** The instant some days before another. */
export function daysBefore(instant: Date, days: number): Date {
  return new Date(instant.getTime() - days * dayMs);
}

/** Whole days from one instant to a later one. */
export function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / dayMs));
}

function latest(a: Date | null, b: Date | null): Date | undefined {
  if (!a || !b) return a ?? b ?? undefined;
  return a > b ? a : b;
}

function lastSignInText(account: HolderFacts, last: Date, now: Date): string {
  const ago = daysBetween(last, now);
  const method = account.seenSignInMethod;
  // The provider's own instant has whole seconds and may be a moment off the stored sign-in.
  const isStored =
    account.seenSignInAt && Math.abs(account.seenSignInAt.getTime() - last.getTime()) < 60_000;
  const how = isStored && method ? `, by ${methods[method] ?? method}` : '';
  return `last sign-in ${ago === 1 ? '1 day' : `${ago} days`} ago${how}`;
}

/** "Never" is only said where the provider tells; else the stored history is what there is. */
function neverText(createdAt: Date | null, tells: boolean, historySince: Date | null): string {
  const made = createdAt ? ` since created on ${dayOf(createdAt)}` : '';
  const isCovered = createdAt && historySince && historySince <= createdAt;
  if (tells || isCovered) return `never signed in${made}`;
  if (!historySince) return `no sign-in is known${made}`;
  return `no sign-in since ${dayOf(historySince)}, when the stored history begins`;
}

function tokenText({ tokenUsedAt }: HolderFacts, last: Date | undefined, now: Date): string {
  if (!tokenUsedAt || (last && tokenUsedAt <= last)) return '';
  return `; an application used its token ${daysBetween(tokenUsedAt, now)} days ago`;
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
