import type { LogFields } from '@rollcall/core';

import type { LogLevel } from './protocol.js';

/** Gets the lines of one hook. Must not throw. */
export type LogSink = (level: LogLevel, message: string, fields: LogFields) => void;

const maxLines = 5000;
const maxPrintedBytes = 64 * 1024;

/** Passes on what a plugin logs and prints, up to a bound: it cannot fill the host's disk. */
export class LogDoor {
  readonly #sink: LogSink;
  #lines = 0;
  #printed = 0;

  /** One door for each hook process. */
  constructor(sink: LogSink) {
    this.#sink = sink;
  }

  /** A line by way of the lent log. */
  write(level: LogLevel, message: string, fields: LogFields): void {
    this.#lines += 1;
    if (this.#lines <= maxLines) this.#sink(level, message, fields);
    if (this.#lines === maxLines + 1) {
      this.#sink('warn', `the plugin logged more than ${maxLines} lines; the rest is left out`, {});
    }
  }

  /** What the process wrote to its standard outputs, past the lent log. */
  print(text: string): void {
    if (this.#printed >= maxPrintedBytes) return;
    const part = text.slice(0, maxPrintedBytes - this.#printed);
    this.#printed += text.length;
    for (const line of part.split('\n')) {
      if (line.trim() !== '') this.write('debug', line, { source: 'output' });
    }
  }
}
