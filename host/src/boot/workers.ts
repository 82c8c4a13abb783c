import { tick } from '../runs/scheduler.js';
import { keepUp } from '../upkeep/upkeep.js';
import type { Host } from './host.js';
import { HostTokens as Token } from './tokens.js';

const concurrency = 4;
const tickEveryMs = 5000;

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
    const deleted = await keepUp({ ...host, pool }, stopping.signal);
    if (Object.keys(deleted).length > 0) log.info({ deleted }, 'deleted what was too old');
  });
  const look = () =>
    tick({
      clock: host.clock,
      runs: container.resolve(Token.RunStore),
      integrations: host.integrations,
      manifestOf: async ({ pluginDigest }) => (await host.plugins.byDigest(pluginDigest)).manifest,
      isHeld: async (id) => (await leases.current(id)) !== undefined,
      request: (integration, streams, trigger) =>
        host.runs.request(integration, 'collect', { streams, trigger }),
      wake: (runId) => queue.wake(runId),
      onError: (integration, error) =>
        log.warn({ integration, error: String(error) }, 'cannot schedule'),
    }).catch((error: unknown) => log.warn({ error: String(error) }, 'cannot schedule'));
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, tickEveryMs);
  return {
    async close() {
      clearInterval(timer);
      stopping.abort(new Error('the host stops'));
      await looking;
      await queue.stop();
    },
  };
}
