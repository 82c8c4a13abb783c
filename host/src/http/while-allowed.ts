import type { Access } from '../access/access.js';
import type { Principal } from '../access/principal.js';

/** Aborts when whoever asked may no longer see the answer. */
export interface Allowance extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Looks from time to time whether the session or token that a long answer was asked with is still
 * valid: signing out ends the answer, too.
 */
export function whileAllowed(
  access: Pick<Access, 'sessions' | 'tokens'>,
  { kind, id }: Principal,
  everyMs: number,
): Allowance {
  const over = new AbortController();
  const look = async (): Promise<void> => {
    const isValid = kind === 'session' ? access.sessions.isOpen(id) : access.tokens.isValid(id);
    // A database that is away for a moment takes no right from anybody.
    if (!(await isValid.catch(() => true))) over.abort();
  };
  const timer = setInterval(() => void look(), everyMs);
  return { signal: over.signal, [Symbol.dispose]: () => clearInterval(timer) };
}
