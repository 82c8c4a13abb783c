import { hasCode } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { Circuits } from './circuit.js';

const origin = 'https://api.example.com';
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);

function broken(): Circuits {
  const circuits = new Circuits();
  for (let i = 0; i < 10; i++) circuits.enter(origin, at(0), false).end(false);
  return circuits;
}

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the circuit', () => {
  it('opens after ten failures in a row and says until when', () => {
    const error = errorOf(() => broken().enter(origin, at(1), false));

    expect(hasCode(error, 'HTTP_CIRCUIT_OPEN')).toBe(true);
    expect(error).toMatchObject({ details: { resumeAt: at(60).toISOString() } });
  });

  it('stays closed when one of ten succeeds, and for other origins', () => {
    const circuits = new Circuits();
    for (let i = 0; i < 30; i++) circuits.enter(origin, at(0), false).end(i % 10 === 9);

    circuits.enter(origin, at(1), false).end(true);
    broken().enter('https://other.example.com', at(1), false).end(true);
  });

  it('lets one trial through when a person asks, and closes when it succeeds', () => {
    const circuits = broken();

    const trial = circuits.enter(origin, at(1), true);
    expect(
      hasCode(
        errorOf(() => circuits.enter(origin, at(1), true)),
        'HTTP_CIRCUIT_OPEN',
      ),
    ).toBe(true);
    trial.end(true);

    circuits.enter(origin, at(1), false).end(true);
  });

  it('stays open for twice as long after a failed trial', () => {
    const circuits = broken();

    circuits.enter(origin, at(60), false).end(false);

    expect(
      hasCode(
        errorOf(() => circuits.enter(origin, at(179), false)),
        'HTTP_CIRCUIT_OPEN',
      ),
    ).toBe(true);
    circuits.enter(origin, at(180), false).end(true);
  });

  it('is not moved by a trial that was cancelled', () => {
    const circuits = broken();

    circuits.enter(origin, at(60), false).end(undefined);

    circuits.enter(origin, at(60), false).end(true);
  });
});
