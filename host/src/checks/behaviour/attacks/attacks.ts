import type { Attack } from './attack.js';
import { AttackSources, type StoredAttackSources } from './attack-sources.js';
import { DistributedAttacks, type StoredDistributedAttacks } from './distributed-attacks.js';
import { EarlierTargets, type StoredEarlierTargets } from './earlier-targets.js';
import type { Situation } from './situation.js';

/** What is stored between runs. */
export interface StoredAttacks {
  readonly sources: StoredAttackSources;
  readonly distributed: StoredDistributedAttacks;
  readonly earlier: StoredEarlierTargets;
}

/** Attacks on many accounts, from one address or from many. */
export class Attacks {
  readonly #earlier: EarlierTargets;
  readonly #sources: AttackSources;
  readonly #distributed: DistributedAttacks;

  constructor(stored?: StoredAttacks) {
    this.#earlier = new EarlierTargets(stored?.earlier);
    this.#sources = new AttackSources(this.#earlier, stored?.sources);
    this.#distributed = new DistributedAttacks(this.#earlier, stored?.distributed);
  }

  /** Whether the address has attacked many accounts within the last hours. */
  isAttacking(host: string): boolean {
    return this.#attackOf(host) !== undefined;
  }

  /**
   * Whether attempts from the address on the account are part of an attack on many: not when it is
   * tried far more often than the others.
   */
  isOneOfMany(host: string, account: string): boolean {
    const attack = this.#attackOf(host);
    const tried = attack?.targets.get(account)?.[0] ?? 0;
    return attack !== undefined && tried <= (3 * attack.attempts) / attack.targets.size + 2;
  }

  /** Takes an event in; gives the typed attack that it belongs to. */
  observe(situation: Situation): Attack | undefined {
    const host = situation.event.source?.host;
    const fromOne = this.#sources.observe(situation);
    if (fromOne !== undefined || host === undefined) return fromOne;
    // What one address does alone is not part of a crowd.
    return this.#sources.isAttacking(host) ? undefined : this.#distributed.observe(situation);
  }

  /** When the next attack is to be typed. */
  nextDue(): number {
    return Math.min(this.#sources.nextDue(), this.#distributed.nextDue());
  }

  /** Types what is due; gives those that are attacks. */
  decide(at: number): readonly Attack[] {
    return [...this.#sources.decide(at), ...this.#distributed.decide(at)];
  }

  #attackOf(host: string): Attack | undefined {
    return this.#sources.attackOf(host) ?? this.#distributed.attackOf(host);
  }

  save(): StoredAttacks {
    return {
      sources: this.#sources.save(),
      distributed: this.#distributed.save(),
      earlier: this.#earlier.save(),
    };
  }
}
