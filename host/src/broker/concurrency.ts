/** Requests in flight at once, by key, in this process. Who comes first goes first. */
export class Concurrency {
  readonly #lanes = new Map<string, { inFlight: number; readonly waiting: (() => void)[] }>();

  /** Waits for room. The returned function gives it back; calling it again does nothing. */
  async enter(key: string, most: number, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const lane = this.#lanes.get(key) ?? { inFlight: 0, waiting: [] };
    this.#lanes.set(key, lane);
    if (lane.inFlight >= most) await turnIn(lane.waiting, signal);
    else lane.inFlight += 1;
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      const next = lane.waiting.shift();
      // The room is handed over, so that nobody slips in between.
      if (next !== undefined) return next();
      lane.inFlight -= 1;
      if (lane.inFlight === 0) this.#lanes.delete(key);
    };
  }
}

function turnIn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onTurn = () => {
    signal.removeEventListener('abort', onAbort);
    resolve();
  };
  const onAbort = () => {
    const place = waiting.indexOf(onTurn);
    if (place >= 0) waiting.splice(place, 1);
    reject(signal.reason);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  waiting.push(onTurn);
  return promise;
}
