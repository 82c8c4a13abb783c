import type { OrgRequest } from '../net/request.js';
import type { Fault, FaultMatch } from './fault.js';

interface Armed {
  readonly id: number;
  readonly fault: Fault;
  left: number;
  skip: number;
  readonly waiting: Set<() => void>;
}

/** A fault that met a request. */
export interface MetFault {
  readonly fault: Fault;
  /** Settles when the fault is released or removed. */
  readonly released: () => Promise<void>;
}

/** The faults that wait for a request. */
export class FaultRegistry {
  readonly #armed = new Map<number, Armed>();
  #count = 0;

  /** Arms a fault and returns its number. */
  add(fault: Fault): number {
    const id = ++this.#count;
    const left = fault.times === 'always' ? Number.POSITIVE_INFINITY : (fault.times ?? 1);
    this.#armed.set(id, { id, fault, left, skip: fault.skip ?? 0, waiting: new Set() });
    return id;
  }

  /** Lets go of the answers a fault holds back, and disarms it. */
  release(id: number): void {
    const armed = this.#armed.get(id);
    this.#armed.delete(id);
    for (const letGo of armed?.waiting ?? []) letGo();
  }

  /** Disarms and releases everything. */
  clear(): void {
    for (const id of [...this.#armed.keys()]) this.release(id);
  }

  /** How many answers a fault holds back at the moment. */
  held(id: number): number {
    return this.#armed.get(id)?.waiting.size ?? 0;
  }

  /** The faults this request meets, each used once by it. */
  meet(request: OrgRequest): MetFault[] {
    const met: MetFault[] = [];
    for (const armed of this.#armed.values()) {
      if (armed.left <= 0 || !matches(armed.fault.match ?? {}, request)) continue;
      if (armed.skip > 0) {
        armed.skip -= 1;
        continue;
      }
      armed.left -= 1;
      met.push({ fault: armed.fault, released: () => this.#wait(armed) });
    }
    return met;
  }

  #wait(armed: Armed): Promise<void> {
    if (!this.#armed.has(armed.id)) return Promise.resolve();
    return new Promise((resolve) => armed.waiting.add(resolve));
  }
}

function matches(match: FaultMatch, request: OrgRequest): boolean {
  if (match.method !== undefined && match.method !== request.method) return false;
  if (match.body !== undefined && !request.body.includes(match.body)) return false;
  if (match.path === undefined) return true;
  const query = [...request.params].map(([name, value]) => `${name}=${value}`).join('&');
  const target = query === '' ? request.path : `${request.path}?${query}`;
  return new RegExp(match.path, 'i').test(target);
}
