import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decide } from './ceiling.js';
import {
  isLater,
  type QuotaState,
  unknownQuota,
  withExhaustion,
  withReading,
  worse,
} from './quota-state.js';

const at = (ms: number) => new Date(Date.UTC(2026, 2, 1) + ms);
const reading = (used: number, beganAt: number, arrivedAt: number, ownCost = 1) => ({
  reading: { used, limit: 1_000 },
  beganAt: at(beganAt),
  arrivedAt: at(arrivedAt),
  shownAt: at(arrivedAt),
  ownCost,
});

describe('withReading', () => {
  it('replaces what was known only when the request began after the answer before', () => {
    const known = withReading(unknownQuota, reading(110, 0, 50));

    expect(withReading(known, reading(102, 20, 60)).used).toBe(110);
    expect(withReading(known, reading(112, 20, 60)).used).toBe(112);
    expect(withReading(known, reading(102, 51, 60)).used).toBe(102);
  });

  it('learns what others spend and forgets it when they stop', () => {
    let state: QuotaState = withReading(unknownQuota, reading(0, 0, 0));
    let used = 0;
    for (let second = 1; second <= 120; second++) {
      used += 1 + (second <= 60 ? 10 : 0);
      state = withReading(state, reading(used, second * 1_000 - 1, second * 1_000));
      if (second === 60) expect(state.othersPerSecond).toBeCloseTo(10, 0);
    }
    expect(state.othersPerSecond).toBeLessThan(1);
  });

  it('does not take our own parallel requests for those of others', () => {
    let state: QuotaState = withReading(unknownQuota, reading(0, 0, 0));
    for (let round = 1; round <= 50; round++) {
      const began = round * 100;
      // Four at once, answered last first.
      for (const i of [4, 2, 3, 1]) {
        state = withReading(state, reading((round - 1) * 4 + i, began, began + 50 + (4 - i)));
      }
    }
    expect(state.othersPerSecond).toBeLessThan(0.5);
  });

  it('forgets that nothing was left after a good answer to a later request', () => {
    const exhausted = withExhaustion(withReading(unknownQuota, reading(10, 0, 1)), at(5));

    expect(exhausted).toMatchObject({ used: 1_000, exhaustedAt: at(5) });
    expect(withReading(exhausted, reading(11, 4, 9)).exhaustedAt).toEqual(at(5));
    expect(withReading(exhausted, reading(11, 6, 9))).toMatchObject({
      used: 11,
      exhaustedAt: undefined,
    });
  });
});

describe('worse', () => {
  it('keeps the later reading, the longer pause and the higher of two that overlap', () => {
    const early = { ...withReading(unknownQuota, reading(500, 0, 10)), pausedUntil: at(99) };
    const late = withReading(unknownQuota, reading(400, 20, 30));
    const overlapping = withReading(unknownQuota, reading(450, 5, 30));

    expect(worse(early, late)).toMatchObject({ used: 400, pausedUntil: at(99) });
    expect(worse(overlapping, early).used).toBe(500);
    expect(worse(unknownQuota, early)).toEqual(early);
  });
});

/** A provider and a ledger without database: requests leave, are counted and answered in any order. */
class Model {
  actual: number;
  ceilingPassed = 0;
  readonly #limit = 100;
  readonly #ceiling = 75;
  #state: QuotaState;
  #nowMs = 0;
  #spent: { cost: number; endedAt: Date }[] = [];
  readonly #inFlight: { cost: number; beganAt: Date; told: number | undefined }[] = [];

  constructor(used: number) {
    this.actual = used;
    this.#state = withReading(unknownQuota, {
      reading: { used, limit: this.#limit },
      beganAt: at(0),
      arrivedAt: at(0),
      shownAt: at(0),
      ownCost: 1,
    });
  }

  send(cost: number): void {
    this.#nowMs += 1;
    const now = at(this.#nowMs);
    const held = { inFlight: sum(this.#inFlight), spent: sum(this.#spent) };
    const decision = decide(this.#state, held, {
      ...{ cost, ceilingPercent: 75, tellsUsage: true },
      ...{ now, databaseNow: now },
    });
    if (decision.kind === 'send') this.#inFlight.push({ cost, beganAt: now, told: undefined });
  }

  count(index: number): void {
    const request = this.#inFlight[index % this.#inFlight.length];
    if (request === undefined || request.told !== undefined) return;
    this.actual += request.cost;
    request.told = this.actual;
    if (this.actual > this.#ceiling) this.ceilingPassed += 1;
  }

  answer(index: number): void {
    this.#nowMs += 1;
    const [request] = this.#inFlight.length
      ? this.#inFlight.splice(index % this.#inFlight.length, 1)
      : [];
    if (request === undefined) return;
    const now = at(this.#nowMs);
    if (request.told === undefined) this.actual += request.cost;
    const used = request.told ?? this.actual;
    const arrived = {
      reading: { used, limit: this.#limit },
      beganAt: request.beganAt,
      arrivedAt: now,
      shownAt: now,
      ownCost: request.cost,
    };
    if (isLater(this.#state, request.beganAt)) {
      this.#spent = this.#spent.filter(({ endedAt }) => endedAt >= request.beganAt);
    }
    this.#state = withReading(this.#state, arrived);
  }

  lose(index: number): void {
    this.#nowMs += 1;
    const [request] = this.#inFlight.length
      ? this.#inFlight.splice(index % this.#inFlight.length, 1)
      : [];
    if (request === undefined) return;
    if (request.told === undefined) this.actual += request.cost;
    this.#spent.push({ cost: request.cost, endedAt: at(this.#nowMs) });
  }
}

function sum(requests: readonly { cost: number }[]): number {
  return requests.reduce((total, { cost }) => total + cost, 0);
}

describe('the account of a quota', () => {
  it('never lets our own requests pass the ceiling, in whatever order they are counted and answered', () => {
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('send' as const),
          n: fc.constantFrom(1, 1, 1, 5),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constantFrom('count' as const, 'answer' as const),
          n: fc.nat(20),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), n: fc.nat(20) }) },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 80 }),
        fc.array(step, { maxLength: 200 }),
        (used, steps) => {
          const model = new Model(used);
          for (const { kind, n } of steps) model[kind](n);
          return model.ceilingPassed === 0 && model.actual <= Math.max(75, used);
        },
      ),
      { numRuns: 500 },
    );
  });
});
