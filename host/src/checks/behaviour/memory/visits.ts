import type { FindingDraft } from '../../check.js';
import type { SignInEvent } from '../events/event.js';

/** What a visit needs of a sign-in. */
export type Moment = Pick<SignInEvent, 'id' | 'at'>;

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
  extend(key: string, { at, id }: Moment): Visit<F> | undefined {
    const visit = this.find(key, at);
    if (visit === undefined) return undefined;
    visit.to = at;
    visit.count += 1;
    if (visit.ids.length < evidenceLimit) visit.ids.push(id);
    return visit;
  }

  /** Opens a visit with its first sign-in. */
  begin(key: string, account: string, { at, id }: Moment, facts: F): Visit<F> {
    this.#closeBefore(at - visitMs);
    const visit: Visit<F> = { key, account, from: at, to: at, count: 1, ids: [id], facts };
    this.#open.delete(key);
    this.#open.set(key, visit);
    return visit;
  }

  /** The open visit, as of an instant. */
  find(key: string, at: number): Visit<F> | undefined {
    const visit = this.#open.get(key);
    return visit !== undefined && at < visit.from + visitMs ? visit : undefined;
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
const evidenceLimit = 200;

/** What a finding about a visit says, whatever it is about. */
export function visitDraft(
  visit: Visit,
): Pick<FindingDraft, 'accounts' | 'evidence' | 'firstAt' | 'lastAt'> {
  return {
    accounts: [visit.account],
    evidence: { signInIds: visit.ids, facts: { ...visit.facts, signIns: visit.count } },
    firstAt: new Date(visit.from),
    lastAt: new Date(visit.to),
  };
}

/** The same of a visit that stood out beside another sign-in, which is shown as a record. */
export function comparedVisitDraft(visit: Visit<VisitFacts & { readonly comparedWith: string }>) {
  const draft = visitDraft(visit);
  const other = { entity: 'sign_in', id: visit.facts.comparedWith } as const;
  return { ...draft, evidence: { ...draft.evidence, records: [other] } };
}

/** The day of an instant in UTC: `2026-03-01`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
