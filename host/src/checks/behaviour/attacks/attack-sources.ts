import { isActedFor, isGuess } from '../events/event.js';
import {
  type Attack,
  type Attempt,
  addHit,
  aftermathMs,
  beginAttack,
  continueAttack,
  continuedAs,
  isDoor,
  restoredAttack,
  type StoredAttack,
  storedAttack,
} from './attack.js';
import { decideAttack, hasBecomeSpray } from './attack-type.js';
import { AttemptWindow, type StoredWindow } from './attempt-window.js';
import type { EarlierTargets } from './earlier-targets.js';
import { isStranger, type Situation } from './situation.js';

/** What is stored between runs. */
export interface StoredAttackSources {
  readonly windows: readonly StoredWindow[];
  readonly attacks: readonly StoredAttack[];
  readonly sweptAt: number;
}

/**
 * Addresses that try many accounts. Only accounts that are strangers at an address count: who signs
 * in there every day and mistypes is none. An attack is typed when it falls quiet, because the first
 * round of a spray looks like a replayed list.
 */
export class AttackSources {
  readonly #windows: Map<string, AttemptWindow>;
  readonly #attacks: Map<string, Attack>;
  #sweptAt: number;

  constructor(
    private readonly earlier: EarlierTargets,
    stored?: StoredAttackSources,
  ) {
    this.#windows = new Map(
      stored?.windows.map((window) => [window.host, new AttemptWindow(window.host, window)]),
    );
    this.#attacks = new Map(
      stored?.attacks.map((attack) => [attack.host ?? '', restoredAttack(attack)]),
    );
    this.#sweptAt = stored?.sweptAt ?? 0;
  }

  /** Whether the address has attacked many accounts within the last hours. */
  isAttacking(host: string): boolean {
    return this.#attacks.has(host);
  }

  /** The attack of an address on many accounts. */
  attackOf(host: string): Attack | undefined {
    return this.#attacks.get(host);
  }

  /** Takes an event in; gives the attack that it changed, once that is typed. */
  observe(situation: Situation): Attack | undefined {
    const { event } = situation;
    const host = event.source?.host;
    if (host === undefined) return undefined;
    if (event.at - this.#sweptAt > sweepEveryMs) this.#sweep(event.at);
    const attack = this.#openAttack(host, event.at);
    const changed = event.succeeded
      ? this.#observeSuccess(situation, host, attack)
      : this.#observeFailure(situation, host, attack);
    return changed?.type == null ? undefined : changed;
  }

  /** When the next attack is to be typed. */
  nextDue(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { due } of this.#attacks.values()) next = Math.min(next, due ?? next);
    return next;
  }

  /** Types what is due; gives those that are attacks. */
  decide(at: number): readonly Attack[] {
    const decided: Attack[] = [];
    for (const [host, attack] of this.#attacks) {
      if (attack.due === null || attack.due > at) continue;
      if (isDoor(attack.insiders.size, attack.targets.size)) {
        this.#attacks.delete(host);
        continue;
      }
      decideAttack(attack, this.earlier);
      if (attack.type !== null) decided.push(attack);
    }
    return decided;
  }

  save(): StoredAttackSources {
    return {
      windows: [...this.#windows.values()].map((window) => window.save()),
      attacks: [...this.#attacks.values()].map(storedAttack),
      sweptAt: this.#sweptAt,
    };
  }

  #openAttack(host: string, at: number): Attack | undefined {
    const attack = this.#attacks.get(host);
    if (attack === undefined || at - attack.to <= quietMs) return attack;
    this.#attacks.delete(host);
    return undefined;
  }

  #observeFailure(
    { event, history, tenant }: Situation,
    host: string,
    attack: Attack | undefined,
  ): Attack | undefined {
    const { id, at, account } = event;
    if (!isGuess(event) || !isStranger(event, history)) return undefined;
    const attempt = { id, at, account, host };
    if (attack !== undefined) {
      return this.#continue(host, attack, attempt);
    }
    const window = this.#windows.get(host) ?? new AttemptWindow(host);
    this.#windows.set(host, window);
    window.add(attempt);
    return this.#beginAttack(window, at, fewestAccounts(tenant.accounts));
  }

  #continue(host: string, attack: Attack, attempt: Attempt): Attack {
    const current = hasBecomeSpray(attack) ? continuedAs(attack, 'spray') : attack;
    this.#attacks.set(host, current);
    continueAttack(current, attempt);
    return current;
  }

  #beginAttack(window: AttemptWindow, at: number, fewest: number): Attack | undefined {
    if (window.accounts < fewest) return undefined;
    const attempts = triggering(window, at, fewest);
    if (attempts === undefined) return undefined;
    const from = attempts[0]?.at ?? at;
    const insiders = new Set(
      window.successes.filter((hit) => hit.at >= from).map(({ account }) => account),
    );
    if (isDoor(insiders.size, new Set(attempts.map(({ account, id }) => account ?? id)).size)) {
      return undefined;
    }
    const attack = beginAttack(window.host, attempts);
    for (const success of window.successes) {
      if (success.at < from) continue;
      attack.insiders.add(success.account);
      const { id, account } = success;
      if (success.isStranger) addHit(attack, { id, at: success.at, account });
    }
    this.#windows.delete(window.host);
    this.#attacks.set(window.host, attack);
    return attack;
  }

  #observeSuccess(
    { event, history }: Situation,
    host: string,
    attack: Attack | undefined,
  ): Attack | undefined {
    const { id, at, account } = event;
    if (account === undefined || isActedFor(event)) return undefined;
    if (attack === undefined) {
      // An address without attempts is none to watch.
      const success = { id, at, account, isStranger: isStranger(event, history) };
      this.#windows.get(host)?.addSuccess(success);
      return undefined;
    }
    if (attack.insiders.size < insiderLimit) attack.insiders.add(account);
    if (at > attack.to + aftermathMs || !isStranger(event, history)) return undefined;
    addHit(attack, { id, at, account });
    return attack;
  }

  /** Addresses that have been quiet for a day are forgotten. */
  #sweep(at: number): void {
    for (const [host, { lastAt }] of this.#windows) {
      if (lastAt < at - dayMs) this.#windows.delete(host);
    }
    for (const [host, { to, due }] of this.#attacks) {
      if (due === null && to < at - quietMs) this.#attacks.delete(host);
    }
    this.#sweptAt = at;
  }
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const quietMs = 6 * hourMs;
const sweepEveryMs = hourMs;
const insiderLimit = 1000;

/** In a small tenant few accounts are many. */
function fewestAccounts(accounts: number): number {
  return Math.min(10, Math.max(5, Math.ceil(accounts * 0.02)));
}

/** The attempts that make an attack: many accounts within an hour, or twice as many within a day. */
function triggering(
  window: AttemptWindow,
  at: number,
  fewest: number,
): readonly Attempt[] | undefined {
  const hour = window.since(at - hourMs);
  const accounts = new Set(hour.map(({ account, id }) => account ?? id)).size;
  if (accounts >= fewest && hour.length >= 10) return hour;
  return window.accounts >= fewest * 2 ? window.attempts : undefined;
}
