import type { OrgClock } from '../clock.js';
import type { Random } from '../random.js';
import type { OauthApp } from './app.js';

const TOKEN_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

/** One signed-in caller. */
export interface Session {
  readonly token: string;
  readonly userId: string;
  readonly issuedAt: number;
  lastUsedAt: number;
}

/** The live sessions of the app. Use extends a session; a request for a token re-uses it. */
export class Sessions {
  readonly #byToken = new Map<string, Session>();

  constructor(
    private readonly orgId: string,
    private readonly clock: OrgClock,
    private readonly app: OauthApp,
    private readonly random: Random,
  ) {}

  /** The live session of a user, or a new one. */
  open(userId: string): { readonly session: Session; readonly isNew: boolean } {
    for (const session of this.#byToken.values()) {
      if (session.userId === userId && this.#isLive(session)) return { session, isNew: false };
    }
    const now = this.clock.now();
    const token = `${this.orgId.slice(0, 15)}!AQ${this.random.text(94, TOKEN_CHARACTERS)}`;
    const session: Session = { token, userId, issuedAt: now, lastUsedAt: now };
    this.#byToken.set(token, session);
    return { session, isNew: true };
  }

  /** The session behind a token, whose life this use extends. */
  use(token: string): Session | undefined {
    const session = this.peek(token);
    if (session !== undefined) session.lastUsedAt = this.clock.now();
    return session;
  }

  /** The session behind a token, as introspection sees it. */
  peek(token: string): Session | undefined {
    const session = this.#byToken.get(token);
    return session !== undefined && this.#isLive(session) ? session : undefined;
  }

  expiresAt(session: Session): number {
    return session.lastUsedAt + this.app.sessionTimeoutMs;
  }

  /** Ends one session. Tells whether there was one. */
  revoke(token: string): boolean {
    return this.#byToken.delete(token);
  }

  /** Ends every session at once, as an administrator or a timeout does. */
  expireAll(): void {
    this.#byToken.clear();
  }

  #isLive(session: Session): boolean {
    return this.clock.now() < this.expiresAt(session);
  }
}
