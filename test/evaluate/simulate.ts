import type { EntityName, EntityRecord } from '@rollcall/core';

import type { Instance } from './attacks/instance.js';
import { planAttacks } from './attacks/plan.js';
import { ownersOf } from './company/company.js';
import { helpDeskDay } from './company/help-desk.js';
import { programDay } from './company/integrations.js';
import { makeCompany } from './company/make-company.js';
import type { Owner } from './company/person.js';
import { peopleDay } from './company/working-day.js';
import type { Parameters } from './parameters.js';
import { Timeline } from './records/entry.js';
import { Provider } from './records/provider.js';
import { snapshots } from './records/snapshot.js';
import { dayMs, hourMs } from './world/time-zone.js';

/** Some records of one entity; those of events come in the order of time. */
export interface RecordBatch {
  readonly entity: EntityName;
  readonly records: readonly EntityRecord[];
}

/** A year that is about to happen. */
export interface Simulation {
  /** Lets it happen, a day at a time. Only once. */
  readonly batches: Iterable<RecordBatch>;
  /** Everybody who has an account at some time. */
  readonly owners: readonly Owner[];
  /** What was planted; complete after the last batch. */
  readonly instances: readonly Instance[];
  /** The instant after the last record. */
  readonly end: Date;
}

/** Somewhere a day begins this long before that of UTC; with the mistakes that come before a sign-in. */
const spreadMs = 20 * hourMs;

/** Simulates a company. The same parameters give the same records and labels. */
export function simulate(parameters: Parameters): Simulation {
  const company = makeCompany(parameters);
  const field = planAttacks(company);
  const provider = new Provider(company);
  const timeline = new Timeline();

  function fill(day: number): void {
    for (const person of company.people) {
      const own = peopleDay(company, person, day);
      for (const entry of own) timeline.push(entry);
      for (const entry of field.spring(person, day, own)) timeline.push(entry);
    }
    for (const program of company.integrations) {
      for (const entry of programDay(company, program, day)) timeline.push(entry);
    }
    for (const entry of helpDeskDay(company, day)) timeline.push(entry);
    for (const entry of field.takeDay(day)) timeline.push(entry);
  }

  function* batches(): Generator<RecordBatch> {
    for (let day = 0; day < parameters.days; day += 1) {
      fill(day);
      const done = company.start + (day + 1) * dayMs - spreadMs;
      yield* provider.record(timeline.takeBefore(done));
    }
    yield* provider.record(timeline.takeBefore(company.end));
    yield* snapshots(company, field, provider.live);
  }
  return {
    batches: batches(),
    owners: ownersOf(company),
    instances: field.instances.all,
    end: new Date(company.end),
  };
}

/** The instant after the last record of a company made from these. */
export function endOf({ from, days }: Parameters): Date {
  return new Date(from.getTime() + days * dayMs);
}
