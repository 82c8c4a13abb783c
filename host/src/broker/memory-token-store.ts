import { type AccessToken, noToken, type StoredToken, type TokenStore } from './token-store.js';

/** The token of an integration that is not saved yet: gone with the session. */
export class MemoryTokenStore implements TokenStore {
  #stored: StoredToken = noToken;
  #renewal: Promise<unknown> = Promise.resolve();

  async read(): Promise<StoredToken> {
    return this.#stored;
  }

  renew(
    generation: number,
    fetch: (refusedInARow: number) => Promise<AccessToken>,
  ): Promise<StoredToken> {
    const renewal = this.#renewal.then(async () => {
      const present = this.#stored;
      if (present.generation > generation && present.token !== undefined) return present;
      const token = await fetch(present.refusedInARow);
      this.#stored = { ...present, generation: present.generation + 1, token };
      return this.#stored;
    });
    // The next one in line does not care how this one ended.
    this.#renewal = renewal.catch(() => undefined);
    return renewal;
  }

  async noteRefused(generation: number): Promise<number> {
    const { refusedInARow, token } = this.#stored;
    if (this.#stored.generation === generation && token !== undefined) {
      this.#stored = { ...this.#stored, token: undefined, refusedInARow: refusedInARow + 1 };
    }
    return this.#stored.refusedInARow;
  }

  async noteAccepted(): Promise<void> {
    this.#stored = { ...this.#stored, refusedInARow: 0 };
  }
}
