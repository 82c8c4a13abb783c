import type { Vault } from '../secrets/vault.js';
import { type AccessToken, noToken, type StoredToken, type TokenStore } from './token-store.js';

/** What the store needs of the vault. */
export type TokenVault = Pick<Vault, 'getToken' | 'withTokenLock'>;

/** Takes the place of a token that was refused at once, so that nobody tries it again. */
const refusedMark = JSON.stringify({ refused: true });

/** The token of a saved integration, encrypted in the vault and bound to one origin. */
export class VaultTokenStore implements TokenStore {
  constructor(
    private readonly vault: TokenVault,
    private readonly integrationId: string,
    private readonly origin: string,
  ) {}

  async read(): Promise<StoredToken> {
    const stored = await this.vault.getToken(this.integrationId, this.origin);
    if (stored === undefined) return noToken;
    return { generation: stored.generation, token: parseToken(stored.value), refusedInARow: 0 };
  }

  renew(
    generation: number,
    fetch: (refusedInARow: number) => Promise<AccessToken>,
  ): Promise<StoredToken> {
    return this.vault.withTokenLock(this.integrationId, this.origin, async (locked) => {
      const { current, refusedInARow } = locked;
      const present = current === undefined ? undefined : parseToken(current.value);
      if (current !== undefined && present !== undefined && current.generation > generation) {
        return { generation: current.generation, token: present, refusedInARow };
      }
      const token = await fetch(refusedInARow);
      return { generation: await locked.put(JSON.stringify(token)), token, refusedInARow };
    });
  }

  noteRefused(generation: number): Promise<number> {
    return this.vault.withTokenLock(this.integrationId, this.origin, async (locked) => {
      if (locked.current?.generation !== generation) return locked.refusedInARow;
      // The mark is a generation of its own: whoever reports the same token later changes nothing.
      await locked.put(refusedMark);
      await locked.setRefusedInARow(locked.refusedInARow + 1);
      return locked.refusedInARow + 1;
    });
  }

  noteAccepted(): Promise<void> {
    return this.vault.withTokenLock(this.integrationId, this.origin, (locked) =>
      locked.setRefusedInARow(0),
    );
  }
}

function parseToken(text: string): AccessToken | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('accessToken' in value)) return undefined;
  const { accessToken } = value;
  const baseUrl = 'baseUrl' in value ? value.baseUrl : undefined;
  if (typeof accessToken !== 'string') return undefined;
  return { accessToken, baseUrl: typeof baseUrl === 'string' ? baseUrl : undefined };
}
