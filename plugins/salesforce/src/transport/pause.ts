import { setTimeout } from 'node:timers/promises';

/** Resolves after so many milliseconds, or when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch {
    // the run was ended: whoever waited looks at the signal
  }
}
