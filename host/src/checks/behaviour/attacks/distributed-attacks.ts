import { isActedFor, isGuess, type SignInEvent } from '../events/event.js';
import type { AccountHistory } from '../memory/account-history.js';
import {
  type Attack,
  type Attempt,
  addHit,
  aftermathMs,
  beginAttack,
  continueAttack,
  continuedAs,
  type Hit,
  restoredAttack,
  type StoredAttack,
  storedAttack,
} from './attack.js';
import { decideAttack, hasBecomeSpray } from './attack-type.js';
import type { EarlierTargets } from './earlier-targets.js';
import { isLikeOwner, isStranger, knowsDevice, type Situation } from './situation.js';

/** What is stored between runs. */
export interface StoredDistributedAttacks {
  readonly attempts: readonly (readonly [string, number, string | null, string, string | null])[];
  readonly strangers: readonly Stranger[];
  readonly attack: StoredAttack | null;
  readonly usual: number;
  readonly hour: number;
  readonly inHour: number;
}

/** A good sign-in from a network that nobody has ever used. */
interface Stranger extends Hit {
  readonly host: string;
  /** Whether device and country were new to the account. */
  readonly isUnlikeOwner: boolean;
}

/**
 * Many addresses that nobody has ever used, each trying few accounts: a botnet stays below every limit
 * per address, but not below what is usual in the tenant.
 */
export class DistributedAttacks {
  readonly #attempts: Attempt[];
  /** Of the last hours: who gets in before an attack is one belongs to it all the same. */
  #strangers: Stranger[];
  #attack: Attack | undefined;
  /** Such attempts in an usual hour: a mean over about a week. */
  #usual: number;
  #hour: number;
  #inHour: number;

  constructor(
    private readonly earlier: EarlierTargets,
    stored?: StoredDistributedAttacks,
  ) {
    this.#attempts = (stored?.attempts ?? []).map(([id, at, account, host, device]) => ({
      id,
      at,
      account: account ?? undefined,
      host,
      device: device ?? undefined,
    }));
    this.#strangers = [...(stored?.strangers ?? [])];
    this.#attack = stored?.attack == null ? undefined : restoredAttack(stored.attack);
    this.#usual = stored?.usual ?? 0;
    this.#hour = stored?.hour ?? 0;
    this.#inHour = stored?.inHour ?? 0;
  }

  /** The attack that an address takes part in. */
  attackOf(host: string): Attack | undefined {
    return this.#attack?.hosts.has(host) === true ? this.#attack : undefined;
  }

  /** Takes an event in; gives the attack that it changed, once that is typed. */
  observe(situation: Situation): Attack | undefined {
    const { event, history, tenant } = situation;
    const { source, at } = event;
    if (source === undefined || isActedFor(event)) return undefined;
    // Most come from where somebody of the tenant has been.
    if (tenant.knows(source.network, at) || !isStranger(event, history)) return undefined;
    const changed = event.succeeded ? this.#observeSuccess(situation) : this.#tryFrom(situation);
    return changed?.type == null ? undefined : changed;
  }

  /** When the attack is to be typed. */
  nextDue(): number {
    return this.#attack?.due ?? Number.POSITIVE_INFINITY;
  }

  /** Types the attack when that is due. */
  decide(at: number): readonly Attack[] {
    const attack = this.#attack;
    if (attack === undefined || attack.due === null || attack.due > at) return [];
    decideAttack(attack, this.earlier);
    return attack.type === null ? [] : [attack];
  }

  save(): StoredDistributedAttacks {
    return {
      attempts: this.#attempts.map(({ id, at, account, host, device }) => [
        id,
        at,
        account ?? null,
        host,
        device ?? null,
      ]),
      strangers: [...this.#strangers],
      attack: this.#attack === undefined ? null : storedAttack(this.#attack),
      usual: this.#usual,
      hour: this.#hour,
      inHour: this.#inHour,
    };
  }

  #tryFrom({ event, tenant }: Situation): Attack | undefined {
    const { id, at, account, source, device } = event;
    if (!isGuess(event) || source === undefined) return undefined;
    const attempt = { id, at, account, host: source.host, device };
    this.#count(at);
    this.#expire(at);
    this.#attempts.push(attempt);
    const attack = this.#attack;
    if (attack !== undefined && at - attack.to <= quietMs) {
      // Single attempts between the rounds belong to nobody.
      return this.#attempts.length < goesOnWith ? undefined : this.#continue(attack, attempt);
    }
    this.#attack = undefined;
    const isKnownTenant = tenant.firstAt !== undefined && tenant.firstAt <= at - learningMs;
    const unusual = isKnownTenant ? this.#unusual(at) : undefined;
    if (unusual !== undefined) this.#attack = this.#begin(unusual);
    return undefined;
  }

  #begin(attempts: readonly Attempt[]): Attack {
    const attack = beginAttack(undefined, attempts);
    for (const { host, isUnlikeOwner, ...hit } of this.#strangers) {
      const isFromBotnet = attempts.some(
        (tried) => tried.host === host && tried.account !== hit.account,
      );
      if (hit.at >= attack.from && (isUnlikeOwner || isFromBotnet)) addHit(attack, hit);
    }
    return attack;
  }

  #continue(attack: Attack, attempt: Attempt): Attack {
    const current = hasBecomeSpray(attack) ? continuedAs(attack, 'spray') : attack;
    this.#attack = current;
    continueAttack(current, attempt);
    return current;
  }

  /** Somebody mistyped in a hotel; or an attacker got in. */
  #observeSuccess({ event, history }: Situation): Attack | undefined {
    const { id, at, account, source } = event;
    if (account === undefined) return undefined;
    const attack = this.#attack;
    const isOpen = attack !== undefined && at <= attack.to + aftermathMs;
    if (isOpen && this.#isPart(attack, event, history)) {
      addHit(attack, { id, at, account });
      return attack;
    }
    this.#remember({
      id,
      at,
      account,
      host: source?.host ?? '',
      isUnlikeOwner: isUnlike(event, history),
    });
    const mistyped = (tried: Attempt) =>
      tried.account === account && tried.host === source?.host && tried.at >= at - hourMs;
    for (let place = this.#attempts.length - 1; place >= 0; place -= 1) {
      const tried = this.#attempts[place];
      if (tried !== undefined && mistyped(tried)) this.#attempts.splice(place, 1);
    }
    return undefined;
  }

  /** Whether an attacker got in: from where others were tried, or as nobody who owns the account would. */
  #isPart(attack: Attack, event: SignInEvent, history: AccountHistory | undefined): boolean {
    const { account = '', source, device, method } = event;
    // An owner on a new network, who may have mistyped there.
    if (isLikeOwner(event, history)) return false;
    const isOfBotnet = ({ host, account: tried }: Attempt) =>
      host === source?.host && tried !== account;
    if (this.#attempts.some(isOfBotnet)) return true;
    // Who was signed in by an identity provider guessed no password here.
    if (method === 'sso' || device === undefined || !attack.devices.has(device)) return false;
    return isUnlike(event, history);
  }

  #remember(stranger: Stranger): void {
    const since = stranger.at - windowHours * hourMs;
    this.#strangers = this.#strangers.filter(({ at }) => at >= since).slice(1 - strangerLimit);
    this.#strangers.push(stranger);
  }

  /** Attempts of one hour, or of half a day, that are far more than usual, and spread. */
  #unusual(at: number): readonly Attempt[] | undefined {
    const hour = this.#attempts.slice(this.#attempts.findIndex((each) => each.at >= at - hourMs));
    if (this.#isUnusual(hour, 1, 20)) return hour;
    return this.#isUnusual(this.#attempts, windowHours, 30) ? this.#attempts : undefined;
  }

  #isUnusual(attempts: readonly Attempt[], hours: number, fewest: number): boolean {
    const count = attempts.length;
    const usual = this.#usual * hours;
    if (count < fewest || count < usual * 3 + 6 * Math.sqrt(usual)) return false;
    const hosts = countBy(attempts, ({ host }) => host);
    const accounts = countBy(attempts, ({ account, id }) => account ?? id);
    const isSpread = hosts.size >= 5 && accounts.size >= 8;
    return isSpread && most(hosts) <= count / 2 && most(accounts) <= count / 4;
  }

  #expire(at: number): void {
    const end = this.#attempts.findIndex((attempt) => attempt.at >= at - windowHours * hourMs);
    const expired = end < 0 ? this.#attempts.length : end;
    this.#attempts.splice(0, Math.max(expired, this.#attempts.length - attemptLimit));
  }

  /** Whole hours enter the mean, those without an attempt as well. */
  #count(at: number): void {
    const hour = Math.floor(at / hourMs);
    if (hour === this.#hour) {
      this.#inHour += 1;
      return;
    }
    const keeps = 1 - 1 / hoursOfMemory;
    // An attack must not become what is usual.
    const inHour = Math.min(this.#inHour, this.#usual * 3 + 20);
    const empty = Math.min(hour - this.#hour - 1, hoursOfMemory * 10);
    this.#usual = (this.#usual * keeps + inHour / hoursOfMemory) * keeps ** empty;
    this.#hour = hour;
    this.#inHour = 1;
  }
}

const hourMs = 3_600_000;
const quietMs = 6 * hourMs;
const learningMs = 7 * 24 * hourMs;
const hoursOfMemory = 7 * 24;
const goesOnWith = 10;
const windowHours = 12;
const attemptLimit = 5000;
const strangerLimit = 200;

/** Whether both device and country are new to an account that is known. */
function isUnlike(event: SignInEvent, history: AccountHistory | undefined): boolean {
  const { country, channel, at } = event;
  // The app on a telephone has a token, which nobody guesses. Who was away for long has forgotten.
  const isKnown = history?.isWarm(at, 5, 3) === true && history.lastAt >= at - 60 * 24 * hourMs;
  if (!isKnown || channel === 'mobile' || country === undefined) return false;
  return history.countries.find(country, at) === undefined && !knowsDevice(event, history);
}

function countBy(attempts: readonly Attempt[], key: (attempt: Attempt) => string) {
  const counts = new Map<string, number>();
  for (const attempt of attempts) counts.set(key(attempt), (counts.get(key(attempt)) ?? 0) + 1);
  return counts;
}

function most(counts: ReadonlyMap<string, number>): number {
  return Math.max(0, ...counts.values());
}
