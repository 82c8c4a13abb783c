import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';

const queueName = 'run';
const upkeepName = 'upkeep';

/** Wakes workers, in this process and in others on the same database. The lease decides who runs. */
export class RunQueue {
  readonly #boss: PgBoss;
  readonly #working = new Set<string>();

  /** `onError` is told what goes wrong in the background. */
  constructor(pool: Pool, onError: (error: unknown) => void) {
    this.#boss = new PgBoss({
      schema: 'pgboss',
      db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    });
    this.#boss.on('error', onError);
  }

  /** Makes its tables and starts its upkeep. */
  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(queueName);
  }

  /** Some worker should look at the run. */
  async wake(runId: string): Promise<void> {
    await this.#boss.send(queueName, { runId });
  }

  /** Hands runs to `execute`, at most `concurrency` at once, each only once in this process. */
  async work(concurrency: number, execute: (runId: string) => Promise<void>): Promise<void> {
    await this.#boss.work<{ runId: string }>(
      queueName,
      { localConcurrency: concurrency, pollingIntervalSeconds: 0.5 },
      async (jobs) => {
        for (const { data } of jobs) await this.#once(data.runId, execute);
      },
    );
  }

  /**
   * Has `work` done every hour, by one of all the processes on this database, and soon after a start
   * that follows an hour without any.
   */
  async hourly(work: () => Promise<void>): Promise<void> {
    await this.#boss.createQueue(upkeepName);
    await this.#boss.work(upkeepName, { pollingIntervalSeconds: 30 }, work);
    await this.#boss.schedule(upkeepName, '23 * * * *');
    await this.#boss.send(upkeepName, null, { singletonSeconds: 3600 });
  }

  /** Stops handing out runs; the ones under way are stopped by their signal. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5000 });
  }

  async #once(runId: string, execute: (runId: string) => Promise<void>): Promise<void> {
    if (this.#working.has(runId)) return;
    this.#working.add(runId);
    try {
      await execute(runId);
    } finally {
      this.#working.delete(runId);
    }
  }
}
