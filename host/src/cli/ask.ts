import { createInterface } from 'node:readline/promises';

import type { CliIo } from './io.js';

/**
 * Asks a person a question that only a `y` answers with yes. Ctrl-C, Ctrl-D and the end of the input
 * mean no.
 */
export async function ask(question: string, io: CliIo): Promise<boolean> {
  const lines = createInterface({ input: io.stdin, output: io.stderr });
  const closed = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    const asked = lines.question(question, { signal: io.interrupt });
    // A last line without an end is answer and close at once: the answer is told first.
    const answer = await Promise.race([asked, closed]).catch(noneIfAborted);
    // What is told next begins on a line of its own.
    if (answer === undefined) io.stderr.write('\n');
    return answer !== undefined && /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}

function noneIfAborted(error: unknown): undefined {
  if (error instanceof Error && error.name === 'AbortError') return undefined;
  throw error;
}
