import { type Clock, hasCode, type Manifest, toErrorData } from '@rollcall/core';
import type { Pool, PoolClient } from 'pg';

import { inTransaction } from '../db/transaction.js';
import {
  type Availability,
  availabilityOf,
  fieldMissing,
  type StreamFacts,
} from './availability.js';
import type { BehaviourInput, CheckDescription, Judgement, SetCheck } from './check.js';
import { withCheckLock } from './check-lock.js';
import { refreshStatistics } from './fresh-statistics.js';
import { type Judged, storeJudgement } from './store-judgement.js';
import { fieldReader, readStreamFacts } from './stream-facts.js';
import { type CheckOptions, isEnabled, thresholdsOf } from './thresholds.js';

/** What the engine works with. */
export interface EngineParts {
  readonly pool: Pool;
  readonly clock: Pick<Clock, 'now'>;
  readonly setChecks: readonly SetCheck[];
  /** The checks that read events in their order, all in one reading. */
  readonly behaviour: {
    readonly checks: readonly CheckDescription[];
    readonly run: (input: BehaviourInput) => Promise<unknown>;
  };
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Takes secret values out of a text. */
  readonly redact: (text: string) => string;
  readonly log: { warn(fields: object, message: string): void };
}

/** What is checked. */
export interface CheckSubject {
  readonly integrationId: string;
  readonly pluginId: string;
  readonly tenantId: string | undefined;
  readonly manifest: Manifest;
  /** Names of the streams that a person chose. */
  readonly streams: readonly string[] | undefined;
  readonly options: CheckOptions;
}

/** How many checks came to what. */
export type CheckCounts = Readonly<Record<'pass' | 'fail' | 'unavailable', number>>;

interface Looking extends CheckSubject {
  readonly scope: string;
  readonly now: Date;
  readonly streamFacts: readonly StreamFacts[];
  readonly hasField: (field: string) => Promise<boolean>;
}

/** Runs every check over what an integration has collected, and lets findings live by it. */
export class CheckEngine {
  readonly #parts: EngineParts;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /**
   * Runs all checks. One that breaks becomes `unavailable` and does not keep the others from theirs.
   * @param wait whether to wait for another process that checks the same tenant; else nothing is done
   * @returns undefined when another process did it
   * @throws the signal's reason when it aborts; errors of the database
   */
  async run(
    subject: CheckSubject,
    { signal, wait }: { readonly signal: AbortSignal; readonly wait: boolean },
  ): Promise<CheckCounts | undefined> {
    const { pool, sleep } = this.#parts;
    const scope = `${subject.pluginId}:${subject.tenantId ?? subject.integrationId}`;
    return withCheckLock(pool, { scope, wait, signal, sleep }, () =>
      this.#runAll(subject, scope, signal),
    );
  }

  async #runAll(subject: CheckSubject, scope: string, signal: AbortSignal): Promise<CheckCounts> {
    const { pool, clock, setChecks } = this.#parts;
    const { integrationId, manifest, streams } = subject;
    await refreshStatistics(pool);
    const looking: Looking = {
      ...subject,
      scope,
      now: clock.now(),
      streamFacts: await readStreamFacts(pool, integrationId, manifest, streams),
      hasField: fieldReader(pool, integrationId),
    };
    const counts = { pass: 0, fail: 0, unavailable: 0 };
    for (const check of setChecks) {
      signal.throwIfAborted();
      counts[await this.#judgeSets(looking, check)] += 1;
    }
    for (const status of await this.#judgeBehaviour(looking, signal)) counts[status] += 1;
    return counts;
  }

  async #judgeSets(looking: Looking, check: SetCheck): Promise<Judgement['status']> {
    const isEpisode = check.closes === 'never';
    try {
      const facts = await this.#availability(looking, check);
      const judgement: Judgement = facts.isAvailable
        ? await check.judge({
            pool: this.#parts.pool,
            integrationId: looking.integrationId,
            now: looking.now,
            thresholds: thresholdsOf(check, looking.options),
          })
        : { status: 'unavailable', reason: facts.reason };
      return await this.#inTransaction((client) =>
        storeJudgement(client, looking, { check, judgement, isEpisode, ...available(facts) }),
      );
    } catch (error) {
      return this.#broken(looking, check, error);
    }
  }

  /** One reading of what happened serves all of these checks; they are stored together, or none. */
  async #judgeBehaviour(
    looking: Looking,
    signal: AbortSignal,
  ): Promise<readonly Judgement['status'][]> {
    const { behaviour, pool } = this.#parts;
    try {
      const facts = new Map<string, Availability>();
      for (const check of behaviour.checks) {
        facts.set(check.id, await this.#availability(looking, check));
      }
      if (![...facts.values()].some(({ isAvailable }) => isAvailable)) {
        return await this.#storeBehaviour(looking, facts, new Map());
      }
      let statuses: readonly Judgement['status'][] = [];
      await behaviour.run({
        pool,
        integrationId: looking.integrationId,
        now: looking.now,
        thresholds: new Map(
          behaviour.checks.map((check) => [check.id, thresholdsOf(check, looking.options)]),
        ),
        signal,
        store: async (judgements) => {
          statuses = await this.#storeBehaviour(looking, facts, judgements);
        },
      });
      return statuses;
    } catch (error) {
      signal.throwIfAborted();
      const broken = behaviour.checks.map((check) => this.#broken(looking, check, error));
      return Promise.all(broken);
    }
  }

  #storeBehaviour(
    looking: Looking,
    facts: ReadonlyMap<string, Availability>,
    judgements: ReadonlyMap<string, Judgement>,
  ): Promise<readonly Judgement['status'][]> {
    return this.#inTransaction(async (client) => {
      const statuses: Judgement['status'][] = [];
      for (const check of this.#parts.behaviour.checks) {
        const known = facts.get(check.id);
        const reason = known?.isAvailable === false ? known.reason : 'It was not run.';
        const judgement = known?.isAvailable ? judgements.get(check.id) : undefined;
        const judged: Judged = {
          check,
          judgement: judgement ?? { status: 'unavailable', reason },
          isEpisode: true,
          ...(known ? available(known) : {}),
        };
        statuses.push(await storeJudgement(client, looking, judged));
      }
      return statuses;
    });
  }

  async #availability(looking: Looking, check: CheckDescription): Promise<Availability> {
    if (!isEnabled(check, looking.options)) {
      const reason = `It is switched off for this integration (option checks.${check.id}.enabled).`;
      return { isAvailable: false, reason };
    }
    const availability = availabilityOf(check, looking.streamFacts);
    if (!availability.isAvailable) return availability;
    for (const field of check.fields) {
      if (await looking.hasField(field)) continue;
      return { isAvailable: false, reason: fieldMissing(field, looking.streamFacts) };
    }
    return availability;
  }

  async #broken(
    looking: Looking,
    check: CheckDescription,
    error: unknown,
  ): Promise<Judgement['status']> {
    const { log, redact } = this.#parts;
    const { integrationId } = looking;
    log.warn(
      { check: check.id, integration: integrationId, error: String(error) },
      'a check broke',
    );
    if (hasCode(error, 'DATABASE_UNAVAILABLE')) throw error;
    const reason = `The check broke: ${redact(toErrorData(error).message)}. The log says more.`;
    return this.#inTransaction((client) =>
      storeJudgement(client, looking, {
        check,
        judgement: { status: 'unavailable', reason },
        isEpisode: false,
      }),
    );
  }

  #inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return inTransaction(this.#parts.pool, work);
  }
}

function available(facts: Availability): Pick<Judged, 'facts'> {
  return facts.isAvailable ? { facts } : {};
}
