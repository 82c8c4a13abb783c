/** What a token answer gave. */
export interface AccessToken {
  readonly accessToken: string;
  /** The base URL that came with it, where the manifest says so. */
  readonly baseUrl: string | undefined;
}

/** The token of an integration, as all processes share it. */
export interface StoredToken {
  /** Rises with each new token; 0 before the first. */
  readonly generation: number;
  /** `undefined` before the first, and after the latest was refused at once. */
  readonly token: AccessToken | undefined;
  /** New tokens in a row that were refused at once; known to who renewed it. */
  readonly refusedInARow: number;
}

/** Keeps the OAuth token of one integration, each new one with a generation. */
export interface TokenStore {
  /** The present token. */
  read(): Promise<StoredToken>;
  /**
   * Gives a token newer than `generation`: one that another has fetched meanwhile, or what `fetch`
   * gives when it is told how many were refused in a row. Of all processes one fetches at a time; the
   * rest wait for it.
   */
  renew(
    generation: number,
    fetch: (refusedInARow: number) => Promise<AccessToken>,
  ): Promise<StoredToken>;
  /**
   * Says that a new token was refused at once; counted once for each generation.
   * @returns how many were in a row
   */
  noteRefused(generation: number): Promise<number>;
  /** Says that a token was accepted: the count begins anew. */
  noteAccepted(): Promise<void>;
}

/** The state before the first token. */
export const noToken: StoredToken = { generation: 0, token: undefined, refusedInARow: 0 };
