import { isRollcallError } from '@rollcall/core';
import type { Logger } from 'pino';

/** Something that is done again and again. */
export interface Repeated {
  readonly name: string;
  readonly everyMs: number;
  readonly work: (signal: AbortSignal) => Promise<void>;
}

/**
 * Does each thing at its interval, never twice at once, and goes on after a fault.
 * @returns ends all of them; what is under way is waited for
 */
export function repeat(
  things: readonly Repeated[],
  log: Pick<Logger, 'warn'>,
): { close(): Promise<void> } {
  const stopping = new AbortController();
  const running = things.map(({ name, everyMs, work }) => {
    let told = '';
    const once = () =>
      work(stopping.signal).then(
        () => {
          told = '';
        },
        (error: unknown) => {
          // The same fault may last for days: it is told once.
          const kind = isRollcallError(error) ? error.code : String(error);
          const isNews = kind !== told && !stopping.signal.aborted;
          if (isNews) log.warn({ error: String(error) }, `${name} failed`);
          told = kind;
        },
      );
    let under: Promise<void> | undefined;
    const begin = () => {
      under ??= once().finally(() => {
        under = undefined;
      });
    };
    begin();
    const timer = setInterval(begin, everyMs);
    return async () => {
      clearInterval(timer);
      await under;
    };
  });
  return {
    async close() {
      stopping.abort(new Error('the host stops'));
      await Promise.all(running.map((end) => end()));
    },
  };
}
