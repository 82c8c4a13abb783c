import { format } from 'node:util';

import type { Log, LogFields } from '@rollcall/core';

import type { LogLevel } from '../protocol.js';
import type { WireMessage } from './host-channel.js';

/** The lent log: every line goes to the host. */
export class ChannelLog implements Log {
  readonly #send: (message: WireMessage) => void;

  /** `send` is the channel's. */
  constructor(send: (message: WireMessage) => void) {
    this.#send = send;
  }

  debug(message: string, fields: LogFields = {}): void {
    this.#write('debug', message, fields);
  }

  info(message: string, fields: LogFields = {}): void {
    this.#write('info', message, fields);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#write('warn', message, fields);
  }

  /** Turns `console.*` into lines of this log. */
  takeOver(console: Console): void {
    const levels: Record<string, LogLevel> = {
      trace: 'debug',
      debug: 'debug',
      log: 'debug',
      dir: 'debug',
      info: 'info',
      warn: 'warn',
      error: 'warn',
    };
    for (const [name, level] of Object.entries(levels)) {
      Object.defineProperty(console, name, {
        value: (...values: unknown[]) =>
          this.#write(level, format(...values), { source: 'console' }),
      });
    }
  }

  #write(level: LogLevel, message: string, fields: LogFields): void {
    this.#send({ type: 'log', level, message: String(message).slice(0, 8192), fields });
  }
}
