import { AsyncLocalStorage } from 'node:async_hooks';

import { RollcallError } from '../errors/rollcall-error.js';

/** Told what the connector reached for. */
export type BreachListener = (error: RollcallError) => void;

const inside = new AsyncLocalStorage<BreachListener | undefined>();
const RealDate = Date;
const realRandom = Math.random;
let users = 0;

/**
 * Runs a connector's code so that it cannot read the real time or draw random numbers: `Date.now()`,
 * `new Date()` and `Math.random()` throw and are reported. Code outside is not touched.
 */
export async function withoutAmbient<T>(
  onBreach: BreachListener,
  work: () => Promise<T>,
): Promise<T> {
  if (users === 0) install();
  users += 1;
  try {
    return await inside.run(onBreach, work);
  } finally {
    users -= 1;
    if (users === 0) uninstall();
  }
}

/** Runs what stands for the host while a connector waits for it: the real time is allowed again. */
export function asHost<T>(work: () => T): T {
  return inside.run(undefined, work);
}

function install(): void {
  globalThis.Date = new Proxy(RealDate, {
    construct(target, args, newTarget) {
      if (args.length === 0) refuse('new Date()', 'Inject Tokens.Clock and use its now().');
      return Reflect.construct(target, args, newTarget);
    },
    get(target, key) {
      if (key === 'now') refuse('Date.now()', 'Inject Tokens.Clock and use its now().');
      return Reflect.get(target, key);
    },
  });
  Math.random = () => {
    refuse('Math.random()', 'Derive what you need from the data: a run must be repeatable.');
    return realRandom();
  };
}

function uninstall(): void {
  globalThis.Date = RealDate;
  Math.random = realRandom;
}

function refuse(what: string, hint: string): void {
  const onBreach = inside.getStore();
  if (onBreach === undefined) return;
  const error = new RollcallError('HOOK_PROTOCOL', `the connector used ${what}`, { hint });
  onBreach(error);
  throw error;
}
