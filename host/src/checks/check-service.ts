import type { Clock, Manifest } from '@rollcall/core';
import type { Pool } from 'pg';

import type { FindingService } from '../findings/service.js';
import type { Integration } from '../integrations/integration.js';
import { catalogue } from './catalogue.js';
import type { CheckDescription } from './check.js';
import { type CheckResult, readCheckResults } from './check-results.js';
import type { CheckEngine } from './engine.js';

/** What the service works with. */
export interface CheckServiceParts {
  readonly pool: Pool;
  readonly clock: Pick<Clock, 'now'>;
  readonly engine: CheckEngine;
  readonly findings: Pick<FindingService, 'endMutes' | 'age'>;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
  };
}

/** A check and how it lately judged. */
export interface CheckListing {
  readonly check: CheckDescription;
  /** One for each integration that it was run for. */
  readonly results: readonly CheckResult[];
}

/** What is checked from time to time. */
export interface DueChecks {
  readonly integrations: readonly Integration[];
  readonly manifestOf: (integration: Integration) => Promise<Manifest>;
  /** Whether some worker holds the integration: its run checks at its end. */
  readonly isHeld: (integrationId: string) => Promise<boolean>;
  readonly signal: AbortSignal;
}

const checkEveryMs = 3_600_000;

/** When checks run, and what they came to. */
export class CheckService {
  readonly #parts: CheckServiceParts;

  constructor(parts: CheckServiceParts) {
    this.#parts = parts;
  }

  /** Checks what a run has collected. A fault is logged: the collection stays what it is. */
  async afterCollection(
    integration: Integration,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#run(integration, manifest, { signal, wait: true });
  }

  /** Checks what was not checked for an hour: some causes are only that time passes. */
  async runDue({ integrations, manifestOf, isHeld, signal }: DueChecks): Promise<void> {
    const { findings, clock } = this.#parts;
    await findings.endMutes();
    await findings.age();
    const last = await this.#lastChecks();
    for (const integration of integrations) {
      const at = last.get(integration.id);
      const isDue = at !== undefined && clock.now().getTime() - at.getTime() >= checkEveryMs;
      if (signal.aborted || !isDue || (await isHeld(integration.id))) continue;
      const manifest = await manifestOf(integration);
      await this.#run(integration, manifest, { signal, wait: false });
    }
  }

  /** Every check with its results, of one integration or of all. */
  async list(integrationId?: string): Promise<readonly CheckListing[]> {
    const results = await readCheckResults(this.#parts.pool, integrationId);
    const byCheck = Map.groupBy(results, ({ check }) => check);
    return catalogue.map((check) => ({ check, results: byCheck.get(check.id) ?? [] }));
  }

  async #run(
    integration: Integration,
    manifest: Manifest,
    how: { readonly signal: AbortSignal; readonly wait: boolean },
  ): Promise<void> {
    const { engine, log } = this.#parts;
    const { id, pluginId, tenantId, options } = integration;
    try {
      const counts = await engine.run(
        {
          integrationId: id,
          pluginId,
          tenantId,
          manifest,
          streams: options.streams,
          options: options.checks ?? {},
        },
        how,
      );
      if (counts) log.info({ integration: id, ...counts }, 'checks have run');
    } catch (error) {
      if (how.signal.aborted) return;
      log.warn({ integration: id, error: String(error) }, 'the checks could not run');
    }
  }

  async #lastChecks(): Promise<ReadonlyMap<string, Date>> {
    const { rows } = await this.#parts.pool.query<{ integration_id: string; at: Date }>(
      `SELECT integration_id, max(checked_at) AS at FROM rollcall.check_result GROUP BY 1`,
    );
    return new Map(rows.map((row) => [row.integration_id, row.at]));
  }
}
