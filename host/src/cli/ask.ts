import { createInterface } from 'node:readline/promises';

import type { CliIo } from './io.js';

/** Asks a person a question that only a `y` answers with yes. */
export async function ask(question: string, io: CliIo): Promise<boolean> {
  const lines = createInterface({ input: io.stdin, output: io.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(question, { signal: io.interrupt })).trim());
  } finally {
    lines.close();
  }
}
