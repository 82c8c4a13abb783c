import type { Writable } from 'node:stream';

import { RollcallError, toErrorData } from '@rollcall/core';

import { listedFaults } from '../views/faults.js';

/** Writes to a stream and waits until it has taken the text. A reader that left is no error. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed) resolve();
    else stream.write(text, () => resolve());
  });
}

/** Where a command's result goes: one text for people or one JSON document, never both. */
export class Output {
  constructor(
    private readonly stdout: Writable,
    private readonly stderr: Writable,
    /** Whether `--json` was given. */
    readonly isJson: boolean,
  ) {}

  /** The result. `text` is only made when it is shown. */
  async result(document: unknown, text: () => string): Promise<void> {
    await write(this.stdout, `${this.isJson ? JSON.stringify(document, null, 2) : text()}\n`);
  }

  /** The result as it is, such as a report in a format of its own. */
  async raw(text: string): Promise<void> {
    await write(this.stdout, text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Something that a person may want to know and no script needs. */
  async note(text: string): Promise<void> {
    await write(this.stderr, `${text}\n`);
  }

  /** What went wrong, and what to do. */
  async error(error: unknown): Promise<void> {
    const { code, message, hint } = toErrorData(error);
    const faults = listedFaults(error);
    if (this.isJson) {
      const document = { error: { code, message, hint, ...(faults.length > 0 ? { faults } : {}) } };
      await write(this.stdout, `${JSON.stringify(document, null, 2)}\n`);
      return;
    }
    const lines = [`error: ${message} (${code})`];
    for (const fault of faults.filter((each) => !message.includes(each.message)))
      lines.push(`  ${fault.field ?? fault.pointer ?? ''}: ${fault.message}`);
    if (hint) lines.push(`hint: ${hint}`);
    await write(this.stderr, `${lines.join('\n')}\n`);
  }
}

/** A wrong use of the command line; `hint` says what is right. */
export function usageError(message: string, hint?: string): RollcallError {
  return new RollcallError('USAGE_INVALID', message, hint === undefined ? {} : { hint });
}
