/**
 * How the attempts of an attack spread over accounts: few passwords on many, or a leaked list. One
 * attempt on each account, slowly, may be either.
 */
export type AttackType = 'spray' | 'stuffing' | 'either';

/** An attempt on one of many accounts. */
export interface Attempt {
  readonly id: string;
  readonly at: number;
  /** Undefined where the provider knows no such account. */
  readonly account: string | undefined;
  readonly host: string;
  /** Absent where it is not asked for. */
  readonly device?: string | undefined;
}

/** A good sign-in of an attacked account from where the attack came. */
export interface Hit {
  readonly id: string;
  readonly at: number;
  readonly account: string;
}

/** How often an account was tried, and when first and last. */
export type Target = [count: number, first: number, last: number];

/** Attempts on many accounts that belong together. */
export interface Attack {
  /** The address, or undefined when it came from many. */
  readonly host: string | undefined;
  /** When the first attempt was made. */
  readonly from: number;
  to: number;
  attempts: number;
  /** The longest time between two attempts, in milliseconds. */
  longestGap: number;
  /** The first 200. */
  readonly rows: Attempt[];
  /** By account; an unknown account counts as one of its own. */
  readonly targets: Map<string, Target>;
  readonly hosts: Set<string>;
  /** What the attempts said that they were made with: mostly one tool makes them all. */
  readonly devices: Set<string>;
  /** Accounts that got in from the same address meanwhile: few in an attack, most at a door. */
  readonly insiders: Set<string>;
  readonly hits: Hit[];
  /** When it is to be typed next; null once it is. */
  due: number | null;
  type: AttackType | null;
}

/** An attack as it is stored. */
export interface StoredAttack
  extends Omit<Attack, 'host' | 'targets' | 'hosts' | 'devices' | 'insiders' | 'rows'> {
  readonly host: string | null;
  readonly rows: readonly (readonly [string, number, string | null, string])[];
  readonly targets: readonly (readonly [string, Target])[];
  readonly hosts: readonly string[];
  readonly devices: readonly string[];
  readonly insiders: readonly string[];
}

/** An attack that begins with attempts made until now. */
export function beginAttack(host: string | undefined, attempts: readonly Attempt[]): Attack {
  const from = attempts[0]?.at ?? 0;
  const attack: Attack = {
    host,
    from,
    to: from,
    attempts: 0,
    longestGap: 0,
    rows: [],
    targets: new Map(),
    hosts: new Set(),
    devices: new Set(),
    insiders: new Set(),
    hits: [],
    due: null,
    type: null,
  };
  for (const attempt of attempts) addAttempt(attack, attempt);
  attack.due = firstDue(attack);
  return attack;
}

/** Adds an attempt; as long as the attack is not typed, it is waited longer. */
export function continueAttack(attack: Attack, attempt: Attempt): void {
  addAttempt(attack, attempt);
  if (attack.due !== null) attack.due = Math.max(attack.due, firstDue(attack));
}

/** The same attack, that goes on as another type: what was told of the first stays as it was. */
export function continuedAs(attack: Attack, type: AttackType): Attack {
  return {
    ...attack,
    type,
    rows: [...attack.rows],
    targets: new Map([...attack.targets].map(([account, target]) => [account, [...target]])),
    hosts: new Set(attack.hosts),
    devices: new Set(attack.devices),
    insiders: new Set(attack.insiders),
    hits: [...attack.hits],
  };
}

/** Adds a good sign-in from where the attack came. */
export function addHit(attack: Attack, hit: Hit): void {
  if (attack.hits.length < rowLimit) attack.hits.push(hit);
}

function addAttempt(attack: Attack, attempt: Attempt): void {
  const { at, id, account, host, device } = attempt;
  const key = account ?? `${unknownPrefix}${id}`;
  const target = attack.targets.get(key);
  attack.longestGap = Math.max(attack.longestGap, at - attack.to);
  attack.to = at;
  attack.attempts += 1;
  if (attack.rows.length < rowLimit) attack.rows.push(attempt);
  if (attack.hosts.size < setLimit) attack.hosts.add(host);
  if (device !== undefined && attack.devices.size < deviceLimit) attack.devices.add(device);
  if (target !== undefined) {
    target[0] += 1;
    target[2] = at;
  } else if (attack.targets.size < setLimit) {
    attack.targets.set(key, [1, at, at]);
  }
}

/** Typed after a quarter of an hour without attempts, at the latest after an hour. */
function firstDue({ from, to }: Attack): number {
  return Math.min(to + 15 * minuteMs, from + 60 * minuteMs);
}

/** Whether most who come from there get in: then it is an office or a VPN, whose people mistype. */
export function isDoor(insiders: number, targets: number): boolean {
  return insiders > Math.max(2, targets * 0.3);
}

/** Accounts that were tried, most often tried first. */
export function triedAccounts({ targets }: Attack): readonly string[] {
  return [...targets]
    .filter(([account]) => !account.startsWith(unknownPrefix))
    .sort(([, a], [, b]) => b[0] - a[0])
    .map(([account]) => account);
}

/** Share of the targets that the provider does not know. */
export function unknownShare({ targets }: Attack): number {
  const unknown = [...targets.keys()].filter((key) => key.startsWith(unknownPrefix)).length;
  return targets.size === 0 ? 0 : unknown / targets.size;
}

/** An attack as JSON. */
export function storedAttack(attack: Attack): StoredAttack {
  return {
    ...attack,
    host: attack.host ?? null,
    rows: attack.rows.map(({ id, at, account, host }) => [id, at, account ?? null, host]),
    targets: [...attack.targets],
    hosts: [...attack.hosts],
    devices: [...attack.devices],
    insiders: [...attack.insiders],
    hits: [...attack.hits],
  };
}

/** An attack from JSON. */
export function restoredAttack(stored: StoredAttack): Attack {
  return {
    ...stored,
    host: stored.host ?? undefined,
    rows: stored.rows.map(([id, at, account, host]) => ({
      id,
      at,
      account: account ?? undefined,
      host,
    })),
    targets: new Map(stored.targets.map(([account, target]) => [account, [...target]])),
    hosts: new Set(stored.hosts),
    devices: new Set(stored.devices),
    insiders: new Set(stored.insiders),
    hits: [...stored.hits],
  };
}

/** How long after the last attempt a sign-in from there still belongs to the attack. */
export const aftermathMs = 3 * 3_600_000;

const minuteMs = 60_000;
const rowLimit = 200;
const setLimit = 5000;
const deviceLimit = 50;
/** No id of a provider begins with it. */
const unknownPrefix = '?';
