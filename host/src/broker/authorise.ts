import { hasCode, isRollcallError, type Manifest, RollcallError } from '@rollcall/core';

import { renderTemplate, type TemplateValues } from '../secrets/template.js';
import { matchesAny, type SeenAnswer } from './answer.js';
import {
  type ClientCredentials,
  readTokenAnswer,
  refusalFor,
  type TokenRequest,
  tokenRequest,
} from './oauth.js';
import type { ValueRedactor } from './redact-error.js';
import { backoffMs } from './retry.js';
import type { StoredToken, TokenStore } from './token-store.js';

/** What authentication adds to a request. */
export interface Authorisation {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Which token it is; 0 where there are none. */
  readonly generation: number;
  /** The base URL that came with the token. */
  readonly baseUrl: string | undefined;
}

/** What authentication depends on. */
export interface AuthoriserOptions {
  readonly manifest: Manifest;
  /** Config and secrets; asked once. */
  readonly values: () => Promise<TemplateValues>;
  readonly tokens: TokenStore;
  readonly redactor: ValueRedactor;
  /** Whether a person asked. */
  readonly isPerson: boolean;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Ends a renewal; not the request's own, for others may be waiting for the same token. */
  readonly signal: AbortSignal;
  /** Sends a token request once. */
  readonly send: (request: TokenRequest, signal: AbortSignal) => Promise<SeenAnswer>;
}

const refusedToLoop = 3;
const tokenTries = 3;

/** Authentication of one session: knows the present token, and what can no longer be mended. */
export class Authoriser {
  readonly #options: AuthoriserOptions;
  #stored: StoredToken | undefined;
  #renewal: Promise<StoredToken> | undefined;
  #values: Promise<TemplateValues> | undefined;
  /** A refusal is met once, never in a loop. */
  #refusal: RollcallError | undefined;
  #isTrialOver = false;
  /** The token that this session fetched and that no answer has accepted yet. */
  #unproven: number | undefined;

  constructor(options: AuthoriserOptions) {
    this.#options = options;
  }

  /** The header that the plugin may not set because it carries a key. */
  get reservedHeader(): string | undefined {
    const { auth } = this.#options.manifest;
    return auth.type === 'api-key' && auth.in === 'header' ? auth.name : undefined;
  }

  /** Whether a new token can be had at all. */
  get isRenewable(): boolean {
    return this.#options.manifest.auth.type === 'oauth2-client-credentials';
  }

  /** Whether authorising a request now sends nothing. */
  get isReady(): boolean {
    return !this.isRenewable || this.#stored?.token !== undefined;
  }

  /**
   * What to add to a request now. Fetches the first token.
   * @throws `AUTH_REFUSED`, `AUTH_LOOP` and what the token endpoint is met with
   */
  async authorise(): Promise<Authorisation> {
    const { auth } = this.#options.manifest;
    if (auth.type === 'none') return authorisation({});
    if (auth.type === 'oauth2-client-credentials') return this.#byToken();
    const values = await this.#readValues();
    if (auth.type === 'bearer') {
      return authorisation({ authorization: `Bearer ${renderTemplate(auth.token, values)}` });
    }
    if (auth.type === 'basic') {
      const pair = `${renderTemplate(auth.username, values)}:${renderTemplate(auth.password, values)}`;
      return authorisation({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
    }
    const value = renderTemplate(auth.value, values);
    if (auth.in === 'header') return authorisation({ [auth.name.toLowerCase()]: value });
    return { ...authorisation({}), query: { [auth.name]: value } };
  }

  /** Whether the answer is how the provider refuses a token that was good before. */
  isExpired(answer: SeenAnswer): boolean {
    const { type, expired } = this.#options.manifest.auth;
    return type !== 'none' && matchesAny(expired ?? [{ status: 401 }], answer);
  }

  /** The final refusal that an answer to a data request means, if any. */
  refusalOf(answer: SeenAnswer): RollcallError | undefined {
    if (answer.status !== 401 && answer.status !== 403) return undefined;
    const { refused } = this.#options.manifest.auth;
    // A pattern without status speaks of token answers; data may hold the same words by chance.
    const own = refused?.filter(({ status }) => answer.status === 401 || status === answer.status);
    return refusalFor(own, answer);
  }

  /** Replaces the token of `generation`: by one that another process fetched, or by a new one. */
  async renew(generation: number): Promise<void> {
    const known = this.#stored;
    if (known?.token !== undefined && known.generation > generation) return;
    this.#renewal ??= this.#fetch(generation).finally(() => {
      this.#renewal = undefined;
    });
    this.#keep(await this.#renewal);
  }

  /**
   * Says that a token was refused. Counts when it is fresh from the provider.
   * @throws `AUTH_LOOP` when it is the third in a row
   */
  async noteRefused(generation: number): Promise<void> {
    if (this.#unproven !== generation) return;
    const { tokens } = this.#options;
    const inARow = await tokens.noteRefused(generation);
    this.#stored = undefined;
    if (inARow >= refusedToLoop) throw this.#refuse(loop(inARow));
  }

  /** Says that the token of `generation` was accepted. */
  async noteAccepted(generation: number): Promise<void> {
    if (this.#unproven === generation) this.#unproven = undefined;
    if (this.#stored === undefined || this.#stored.refusedInARow === 0) return;
    this.#stored = { ...this.#stored, refusedInARow: 0 };
    await this.#options.tokens.noteAccepted();
  }

  async #byToken(): Promise<Authorisation> {
    if (this.#stored?.token === undefined) {
      const { tokens } = this.#options;
      this.#keep(await tokens.read());
    }
    if (this.#stored?.token === undefined) await this.renew(this.#stored?.generation ?? 0);
    const stored: StoredToken | undefined = this.#stored;
    if (stored?.token === undefined) throw new Error('a renewed token is a token');
    const { accessToken, baseUrl } = stored.token;
    const headers = { authorization: `Bearer ${accessToken}` };
    return { headers, query: {}, generation: stored.generation, baseUrl };
  }

  async #fetch(generation: number): Promise<StoredToken> {
    const { tokens, sleep, random, signal } = this.#options;
    for (let tries = 1; ; tries++) {
      if (this.#refusal !== undefined) throw this.#refusal;
      try {
        let isOurs = false;
        const stored = await tokens.renew(generation, (refusedInARow) => {
          isOurs = true;
          return this.#fetchOnce(refusedInARow);
        });
        if (isOurs) this.#unproven = stored.generation;
        return stored;
      } catch (error) {
        if (!isRollcallError(error) || !error.retryable || tries >= tokenTries) throw error;
        // The row lock is not held while waiting: another process may have more luck.
        await sleep(backoffMs(tries, random()), signal);
      }
    }
  }

  async #fetchOnce(refusedInARow: number) {
    const { manifest, send, redactor, signal } = this.#options;
    this.#assertNoLoop(refusedInARow);
    const auth: ClientCredentials | undefined =
      manifest.auth.type === 'oauth2-client-credentials' ? manifest.auth : undefined;
    if (auth === undefined) throw new Error('only client credentials give tokens');
    const request = tokenRequest(auth, await this.#readValues());
    const answer = await send(request, signal);
    try {
      const token = readTokenAnswer(auth, answer, {
        host: new URL(request.url).host,
        baseUrlPointer: manifest.baseUrl?.from === 'token' ? manifest.baseUrl.pointer : undefined,
      });
      redactor.add(token.accessToken);
      return token;
    } catch (error) {
      if (hasCode(error, 'AUTH_REFUSED')) this.#refuse(error);
      throw error;
    }
  }

  /** Once it is known to loop, one token is fetched each time a person asks, and none unattended. */
  #assertNoLoop(refusedInARow: number): void {
    if (refusedInARow < refusedToLoop) return;
    const isTrial = this.#options.isPerson && !this.#isTrialOver;
    this.#isTrialOver = true;
    if (!isTrial) throw this.#refuse(loop(refusedInARow));
  }

  #readValues(): Promise<TemplateValues> {
    this.#values ??= this.#options.values();
    return this.#values;
  }

  #keep(stored: StoredToken): void {
    if (stored.token !== undefined) this.#options.redactor.add(stored.token.accessToken);
    this.#stored = stored;
  }

  #refuse(error: RollcallError): RollcallError {
    this.#refusal = error;
    return error;
  }
}

function authorisation(headers: Readonly<Record<string, string>>): Authorisation {
  return { headers, query: {}, generation: 0, baseUrl: undefined };
}

function loop(inARow: number): RollcallError {
  const message = `the provider gave ${inARow} tokens in a row and refused each at once`;
  return new RollcallError('AUTH_LOOP', message);
}
