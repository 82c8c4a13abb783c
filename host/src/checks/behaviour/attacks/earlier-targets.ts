import { type Attack, triedAccounts } from './attack.js';

/** When accounts were last attacked, as it is stored. */
export type StoredEarlierTargets = readonly (readonly [account: string, at: number])[];

/** Accounts that were attacked during the last week: who comes back to them sprays, a day a round. */
export class EarlierTargets {
  readonly #attackedAt: Map<string, number>;

  constructor(stored?: StoredEarlierTargets) {
    this.#attackedAt = new Map(stored);
  }

  /** Whether most targets were those of an attack before this one began. */
  areSame(attack: Attack): boolean {
    const accounts = triedAccounts(attack);
    const again = accounts.filter((account) => {
      const at = this.#attackedAt.get(account);
      return at !== undefined && at < attack.from && at >= attack.from - weekMs;
    });
    return accounts.length > 0 && again.length >= accounts.length / 2;
  }

  /** Remembers the targets of an attack. */
  add(attack: Attack): void {
    for (const account of triedAccounts(attack)) {
      this.#attackedAt.delete(account);
      this.#attackedAt.set(account, attack.to);
    }
    for (const [account, at] of this.#attackedAt) {
      if (at >= attack.to - weekMs && this.#attackedAt.size <= limit) return;
      this.#attackedAt.delete(account);
    }
  }

  save(): StoredEarlierTargets {
    return [...this.#attackedAt];
  }
}

const weekMs = 7 * 86_400_000;
const limit = 20_000;
