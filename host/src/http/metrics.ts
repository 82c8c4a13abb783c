import type { Pool } from 'pg';

import type { Host } from '../host-port.js';

/** One measured value with its labels. */
interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number | null;
}

/** The state of the host in the text format of Prometheus. */
export async function metricsText(host: Host, version: string): Promise<string> {
  const quotas = await host.quotas();
  const quotaOf = (key: 'used' | 'limit' | 'ceiling' | 'reserved'): readonly Sample[] =>
    quotas.map((each) => ({ labels: { name: each.name, scope: each.scope }, value: each[key] }));
  return [
    gauge('rollcall_info', 'Version that runs', [{ labels: { version }, value: 1 }]),
    gauge('rollcall_runs', 'Runs by hook and status', await runSamples(host.database.pool)),
    gauge('rollcall_quota_used', 'Usage of the tenant, by everyone', quotaOf('used')),
    gauge('rollcall_quota_limit', 'What the provider allows', quotaOf('limit')),
    gauge('rollcall_quota_ceiling', 'What usage may reach through us', quotaOf('ceiling')),
    gauge('rollcall_quota_reserved', 'Held for requests in flight', quotaOf('reserved')),
    gauge('process_resident_memory_bytes', 'Memory of this process', [
      { labels: {}, value: process.memoryUsage.rss() },
    ]),
  ].join('');
}

async function runSamples(pool: Pool): Promise<readonly Sample[]> {
  const { rows } = await pool.query<{ hook: string; status: string; runs: number }>(
    'SELECT hook, status, count(*)::float8 AS runs FROM rollcall.run GROUP BY 1, 2 ORDER BY 1, 2',
  );
  return rows.map(({ hook, status, runs }) => ({ labels: { hook, status }, value: runs }));
}

function gauge(name: string, help: string, samples: readonly Sample[]): string {
  const lines = samples
    .filter(({ value }) => value !== null)
    .map(({ labels, value }) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
