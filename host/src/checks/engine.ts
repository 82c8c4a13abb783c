import { type Clock, hasCode, type Manifest, toErrorData } from '@rollcall/core';
import type { Pool } from 'pg';

import { inTransaction } from '../db/transaction.js';
import { applyFound } from '../findings/apply.js';
import {
  type Availability,
  availabilityOf,
  fieldMissing,
  type StreamFacts,
} from './availability.js';
import type { CheckDescription, Judgement, SetCheck } from './check.js';
import { withCheckLock } from './check-lock.js';
import { putCheckResult } from './check-results.js';
import { fieldReader, readStreamFacts } from './stream-facts.js';
import { type CheckOptions, isEnabled, thresholdsOf } from './thresholds.js';

/** What the engine works with. */
export interface EngineParts {
  readonly pool: Pool;
  readonly clock: Pick<Clock, 'now'>;
  readonly setChecks: readonly SetCheck[];
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
      counts[await this.#runOne(looking, check)] += 1;
    }
    return counts;
  }

  async #runOne(looking: Looking, check: SetCheck): Promise<Judgement['status']> {
    try {
      const availability = await this.#availability(looking, check);
      if (!availability.isAvailable) {
        return await this.#store(looking, check, { status: 'unavailable', ...availability });
      }
      const judgement = await check.judge({
        pool: this.#parts.pool,
        integrationId: looking.integrationId,
        now: looking.now,
        thresholds: thresholdsOf(check, looking.options),
      });
      return await this.#store(looking, check, judgement, availability);
    } catch (error) {
      return this.#broken(looking, check, error);
    }
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

  /** Findings and result of a check, in one transaction. */
  async #store(
    looking: Looking,
    check: SetCheck,
    judgement: Judgement,
    facts?: Extract<Availability, { readonly isAvailable: true }>,
  ): Promise<Judgement['status']> {
    const { integrationId, scope, now } = looking;
    const drafts = judgement.status === 'unavailable' ? [] : judgement.findings;
    await inTransaction(this.#parts.pool, async (client) => {
      if (judgement.status !== 'unavailable' && facts) {
        await applyFound(client, {
          integrationId,
          scope,
          check: check.id,
          checkVersion: check.version,
          isEpisode: check.closes === 'never',
          drafts,
          at: now,
          factsAt: facts.factsAt,
          isProven: facts.isProven,
        });
      }
      await putCheckResult(client, {
        integrationId,
        check: check.id,
        version: check.version,
        status: judgement.status,
        reason: judgement.status === 'unavailable' ? judgement.reason : undefined,
        findings: drafts.length,
        checkedAt: now,
      });
    });
    return judgement.status;
  }

  async #broken(looking: Looking, check: SetCheck, error: unknown): Promise<'unavailable'> {
    const { log, redact } = this.#parts;
    const { integrationId } = looking;
    log.warn(
      { check: check.id, integration: integrationId, error: String(error) },
      'a check broke',
    );
    if (hasCode(error, 'DATABASE_UNAVAILABLE')) throw error;
    const reason = `The check broke: ${redact(toErrorData(error).message)}. The log says more.`;
    await this.#store(looking, check, { status: 'unavailable', reason });
    return 'unavailable';
  }
}
