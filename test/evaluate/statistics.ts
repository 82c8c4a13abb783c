import type { SignIn } from '@rollcall/core';

import type { RecordBatch } from './simulate.js';

/** Figures of what was simulated, to be held against those that others published of real sign-ins. */
export interface Statistics {
  readonly records: Readonly<Record<string, number>>;
  readonly signIns: number;
  /** Shares of all sign-ins. */
  readonly success: number;
  readonly programs: number;
  readonly mobile: number;
  /** Shares of people's sign-ins. */
  readonly weekend: number;
  readonly sso: number;
  readonly failedPasswords: number;
  /** Of people with any, per year of the records. */
  readonly signInsPerPerson: {
    readonly median: number;
    readonly p90: number;
    readonly max: number;
  };
  /** Of the addresses of people's sign-ins, those of at least ten of them. */
  readonly sharedAddresses: number;
  readonly countries: number;
}

/** Counts records as they pass. */
export class Counter {
  readonly #records = new Map<string, number>();
  readonly #perPerson = new Map<string, number>();
  readonly #accountsByAddress = new Map<string, Set<string>>();
  readonly #countries = new Set<string>();
  #signIns = 0;
  #successes = 0;
  #programs = 0;
  #mobile = 0;
  #weekend = 0;
  #sso = 0;
  #passwords = 0;
  #wrong = 0;

  /** Counts a batch. */
  count({ entity, records }: RecordBatch): void {
    this.#records.set(entity, (this.#records.get(entity) ?? 0) + records.length);
    if (entity !== 'sign_in') return;
    for (const record of records as readonly SignIn[]) this.#signIn(record);
  }

  /** The figures of all that passed. */
  figures(): Statistics {
    const people = this.#signIns - this.#programs;
    const perPerson = [...this.#perPerson.values()].sort((one, other) => one - other);
    const quantile = (share: number) => perPerson[Math.floor((perPerson.length - 1) * share)] ?? 0;
    const addresses = [...this.#accountsByAddress.values()];
    return {
      records: Object.fromEntries(this.#records),
      signIns: this.#signIns,
      success: share(this.#successes, this.#signIns),
      programs: share(this.#programs, this.#signIns),
      mobile: share(this.#mobile, people),
      weekend: share(this.#weekend, people),
      sso: share(this.#sso, people),
      failedPasswords: share(this.#wrong, this.#passwords),
      signInsPerPerson: { median: quantile(0.5), p90: quantile(0.9), max: quantile(1) },
      sharedAddresses: share(addresses.filter(({ size }) => size >= 10).length, addresses.length),
      countries: this.#countries.size,
    };
  }

  #signIn({ time, accountId, outcome, channel, method, sourceIp, country }: SignIn): void {
    this.#signIns += 1;
    if (outcome === 'success') this.#successes += 1;
    if (channel === 'api') {
      this.#programs += 1;
      return;
    }
    if (channel === 'mobile') this.#mobile += 1;
    if (method === 'sso') this.#sso += 1;
    if (method === 'password') {
      this.#passwords += 1;
      if (outcome === 'failure') this.#wrong += 1;
    }
    const weekday = new Date(time).getUTCDay();
    if (weekday === 0 || weekday === 6) this.#weekend += 1;
    if (country) this.#countries.add(country);
    if (!accountId || !sourceIp) return;
    this.#perPerson.set(accountId, (this.#perPerson.get(accountId) ?? 0) + 1);
    this.#noteAddress(sourceIp, accountId);
  }

  /** Remembers no more accounts of an address than are asked for. */
  #noteAddress(address: string, account: string): void {
    const known = this.#accountsByAddress.get(address);
    if (known === undefined) this.#accountsByAddress.set(address, new Set([account]));
    else if (known.size < 10) known.add(account);
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
