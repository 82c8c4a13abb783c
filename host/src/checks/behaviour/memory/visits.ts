import type { SignInEvent } from '../events/event.js';

/** What a person reads of a finding. */
export type VisitFacts = Readonly<Record<string, string | number | boolean>>;

/** Sign-ins of one account that belong together, because they follow one that stood out. */
export interface Visit<F extends VisitFacts = VisitFacts> {
  readonly key: string;
  readonly account: string;
  readonly from: number;
  to: number;
  /** How many there were. */
  count: number;
  /** Ids of the first 200. */
  readonly ids: string[];
  /** What was remarkable when it began. */
  readonly facts: F;
}

/** Visits under way; each lasts a day from its first sign-in. */
export class Visits<F extends VisitFacts = VisitFacts> {
  readonly #open: Map<string, Visit<F>>;

  constructor(stored: readonly Visit<F>[] = []) {
    this.#open = new Map(stored.map((visit) => [visit.key, { ...visit, ids: [...visit.ids] }]));
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  /** Adds a sign-in to an open visit; undefined when there is none. */
  extend(key: string, { at, id }: SignInEvent): Visit<F> | undefined {
    const visit = this.#open.get(key);
    if (visit === undefined || at >= visit.from + visitMs) return undefined;
    visit.to = at;
    visit.count += 1;
    if (visit.ids.length < evidenceLimit) visit.ids.push(id);
    return visit;
  }

  /** Opens a visit with its first sign-in. */
  begin(key: string, account: string, { at, id }: SignInEvent, facts: F): Visit<F> {
    this.#closeBefore(at - visitMs);
    const visit: Visit<F> = { key, account, from: at, to: at, count: 1, ids: [id], facts };
    this.#open.delete(key);
    this.#open.set(key, visit);
    return visit;
  }

  save(): readonly Visit<F>[] {
    return [...this.#open.values()].map((visit) => ({ ...visit, ids: [...visit.ids] }));
  }

  /** They lie in order of their beginnings. */
  #closeBefore(from: number): void {
    for (const [key, visit] of this.#open) {
      if (visit.from > from) return;
      this.#open.delete(key);
    }
  }
}

const visitMs = 86_400_000;

/** No finding names more records of a kind. */
export const evidenceLimit = 200;

/** The day of an instant in UTC: `2026-03-01`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
