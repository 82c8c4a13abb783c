import type { InjectionToken } from 'tsyringe';

import type { Clock } from './services/clock.js';
import type { Http } from './services/http.js';
import type { Log } from './services/log.js';

/** A DI token for one interface. A `Symbol.for`, so that two copies of this package share it. */
export type Token<T> = InjectionToken<T> & symbol;

/** What a connector may inject. */
export const Tokens = {
  /** The way to the network. */
  Http: Symbol.for('rollcall.http') as Token<Http>,
  /** The time. */
  Clock: Symbol.for('rollcall.clock') as Token<Clock>,
  /** The log of the run. */
  Log: Symbol.for('rollcall.log') as Token<Log>,
} as const;
