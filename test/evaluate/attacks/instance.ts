import type { EntityName } from '@rollcall/core';

/** What attackers and careless people do; named by what happens, not by what finds it. */
export const techniques = [
  'password-guessing',
  'password-guessing-distributed',
  'spray-single-source',
  'spray-distributed',
  'credential-stuffing',
  'lock-out-wave',
  'takeover-foreign',
  'takeover-domestic',
  'takeover-during-work',
  'takeover-unnoticeable',
  'takeover-after-reset',
  'dormant-account-used',
  'second-factor-fatigue',
  'session-stolen',
  'account-shared',
  'unknown-application',
  'device-code-phishing',
  'integration-stolen',
  'integration-in-browser',
  'privilege-granted',
  'setting-weakened',
  'login-as-abuse',
  'left-account-tried',
  'stray-probe',
] as const;

/** One of them. */
export type Technique = (typeof techniques)[number];

/** A record that an instance left. */
export interface Trace {
  readonly entity: EntityName;
  readonly id: string;
}

/** What somebody who knows everything sees of an instance, as plain facts. */
export interface Observed {
  /** Sign-ins that failed, and that let in. */
  failures: number;
  successes: number;
  /** Accounts that were entered. */
  readonly entered: Set<string>;
  /** Tries on one account before it was entered. */
  failuresBefore: number;
  /** Entered from a country from which its owner never signed in before; so many own sign-ins were known by then. */
  newCountry: boolean;
  newDevice: boolean;
  knownSignIns: number;
  /** Days since its owner's last sign-in, or since the records begin when they have none. */
  idleDays: number;
  /** Whether the records tell coordinates. */
  isPlaced: boolean;
  /** Days, since 1970, on which two people had it in hand in places too far apart for one. */
  readonly apartDays: Set<number>;
  /** The fastest journey between the owner's and the intruder's sign-ins. */
  travel: { readonly km: number; readonly hours: number } | undefined;
}

/** One planted occurrence. */
export interface Instance {
  readonly id: string;
  readonly technique: Technique;
  /** Whether it is an attack that entered an account, or is meant to. */
  readonly isTakeover: boolean;
  /** Whether the records of a company would show it to one who knows how to look. */
  leavesTrace: boolean;
  readonly accounts: Set<string>;
  readonly traces: Trace[];
  from: number;
  to: number;
  readonly observed: Observed;
}

/** Makes instances, numbered. */
export class Instances {
  readonly all: Instance[] = [];

  /** An instance whose records are still to come. */
  begin(technique: Technique, leavesTrace = true): Instance {
    const instance: Instance = {
      id: `${technique}-${this.all.length + 1}`,
      technique,
      isTakeover: technique.startsWith('takeover') || technique === 'dormant-account-used',
      leavesTrace,
      accounts: new Set(),
      traces: [],
      from: Number.POSITIVE_INFINITY,
      to: Number.NEGATIVE_INFINITY,
      observed: {
        failures: 0,
        successes: 0,
        entered: new Set(),
        failuresBefore: 0,
        newCountry: false,
        newDevice: false,
        knownSignIns: 0,
        idleDays: 0,
        isPlaced: true,
        apartDays: new Set(),
        travel: undefined,
      },
    };
    this.all.push(instance);
    return instance;
  }
}

/** Notes that a record is of an instance. */
export function leave(
  instance: Instance,
  trace: Trace,
  at: { readonly time: number; readonly account?: string | undefined },
): void {
  instance.traces.push(trace);
  if (at.account !== undefined) instance.accounts.add(at.account);
  instance.from = Math.min(instance.from, at.time);
  instance.to = Math.max(instance.to, at.time);
}
