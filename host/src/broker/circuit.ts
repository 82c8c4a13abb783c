import { RollcallError } from '@rollcall/core';

interface Circuit {
  failures: number;
  /** While set, nothing is sent before this instant, but a trial. */
  openUntil: number | undefined;
  openForMs: number;
  isTrialUnderWay: boolean;
}

const failuresToOpen = 10;
const firstOpenMs = 60_000;
const longestOpenMs = 15 * 60_000;

/** Says how a request went that a circuit let through. */
export interface CircuitPass {
  /** `undefined`: neither, such as a cancelled request. */
  end(isAvailable: boolean | undefined): void;
}

/**
 * Stops asking an origin that does not answer. After ten failures in a row nothing is sent for a
 * minute, then one trial; each failed trial doubles the time, up to a quarter of an hour.
 */
export class Circuits {
  readonly #circuits = new Map<string, Circuit>();

  /**
   * Lets a request through. A person need not wait for the time to pass to have one tried.
   * @throws `HTTP_CIRCUIT_OPEN` with the instant at which it is tried again
   */
  enter(origin: string, now: Date, isPerson: boolean): CircuitPass {
    const circuit = this.#circuits.get(origin) ?? this.#add(origin);
    const { openUntil } = circuit;
    const isTrial = openUntil !== undefined;
    if (isTrial) {
      const isDue = isPerson || now.getTime() >= openUntil;
      if (!isDue || circuit.isTrialUnderWay) throw isOpen(origin, new Date(openUntil));
      circuit.isTrialUnderWay = true;
    }
    return {
      end: (isAvailable) => {
        if (isTrial) circuit.isTrialUnderWay = false;
        if (isAvailable !== undefined) settle(circuit, isAvailable, { now, isTrial });
      },
    };
  }

  #add(origin: string): Circuit {
    const circuit: Circuit = {
      failures: 0,
      openUntil: undefined,
      openForMs: firstOpenMs,
      isTrialUnderWay: false,
    };
    this.#circuits.set(origin, circuit);
    return circuit;
  }
}

function settle(circuit: Circuit, isAvailable: boolean, at: { now: Date; isTrial: boolean }): void {
  if (isAvailable) {
    circuit.failures = 0;
    circuit.openUntil = undefined;
    circuit.openForMs = firstOpenMs;
    return;
  }
  circuit.failures += 1;
  if (circuit.failures < failuresToOpen) return;
  if (circuit.openUntil !== undefined && !at.isTrial) return;
  if (at.isTrial) circuit.openForMs = Math.min(circuit.openForMs * 2, longestOpenMs);
  circuit.openUntil = at.now.getTime() + circuit.openForMs;
}

function isOpen(origin: string, until: Date): RollcallError {
  const at = until.toISOString();
  return new RollcallError('HTTP_CIRCUIT_OPEN', `${new URL(origin).host} did not answer lately`, {
    hint: `It is tried again at ${at}, or when a person collects or tests.`,
    details: { resumeAt: at },
  });
}
