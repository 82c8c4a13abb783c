import type { Integration } from '../integrations/integration.js';
import { tick } from '../runs/scheduler.js';
import { keepUp } from '../upkeep/upkeep.js';
import { repeat } from './background.js';
import type { Host } from './host.js';
import { HostTokens as Token } from './tokens.js';

const concurrency = 4;
const tickEveryMs = 5000;
/** How often to look whether an integration was not checked for an hour. */
const checkEveryMs = 60_000;
const deliverEveryMs = 2000;

/** Begins to work on what is due, on this database's queue; ends with `close`, leaving runs to others. */
export async function startWorkers(host: Host): Promise<{ close(): Promise<void> }> {
  const { container, log } = host;
  const queue = container.resolve(Token.Queue);
  const wake = container.resolve(Token.Wake);
  const leases = container.resolve(Token.Leases);
  const stopping = new AbortController();
  await queue.start();
  wake.wake = (runId) => queue.wake(runId);
  await queue.work(concurrency, async (runId) => {
    const { followed } = await host.runs.execute(runId, stopping.signal);
    if (!followed) log.info({ run: runId }, 'a run has ended');
  });
  await queue.hourly(async () => {
    const { pool } = host.database;
    const deleted = await keepUp({ ...host, pool, keep: host.config.keep }, stopping.signal);
    if (Object.keys(deleted).length > 0) log.info({ deleted }, 'deleted what was too old');
  });
  const manifestOf = async ({ pluginDigest }: Integration) =>
    (await host.plugins.byDigest(pluginDigest)).manifest;
  const isHeld = async (id: string) => (await leases.current(id)) !== undefined;
  const disk = container.resolve(Token.Disk);
  const schedule = async () => {
    await disk.assertRoom();
    await tick({
      clock: host.clock,
      runs: container.resolve(Token.RunStore),
      integrations: host.integrations,
      manifestOf,
      isHeld,
      request: (integration, streams, trigger) =>
        host.runs.request(integration, 'collect', { streams, trigger }),
      wake: (runId) => queue.wake(runId),
      onError: (integration, error) =>
        log.warn({ integration, error: String(error) }, 'cannot schedule'),
    });
  };
  const check = async (signal: AbortSignal) => {
    const integrations = await host.integrations.list();
    await host.checks.runDue({ integrations, manifestOf, isHeld, signal });
  };
  const repeated = repeat(
    [
      { name: 'scheduling', everyMs: tickEveryMs, work: schedule },
      { name: 'delivering', everyMs: deliverEveryMs, work: (s) => host.deliveries.deliverDue(s) },
      { name: 'checking', everyMs: checkEveryMs, work: check },
    ],
    log,
  );
  return {
    async close() {
      stopping.abort(new Error('the host stops'));
      await repeated.close();
      await queue.stop();
    },
  };
}
