import { ago, type CheckCase } from '../../testing/check-case.js';

const manifest = JSON.stringify({
  streams: [
    { name: 'accounts', title: 'Accounts', entity: 'account', mode: 'snapshot', cadence: '1d' },
    { name: 'off', title: 'Off', entity: 'app', mode: 'snapshot', enabled: false },
  ],
});

interface State {
  readonly outcome?: string;
  readonly doneAt?: string | null;
  readonly reason?: string;
  readonly visibility?: string;
  readonly stream?: string;
}

/** Stores an integration of two streams, one of them off, with what became of the other. */
function collected(state: State | undefined, readings: readonly number[] = []): string {
  const { outcome = 'done', doneAt = ago(0.1), stream = 'accounts', ...rest } = state ?? {};
  const text = (value: string | null | undefined) => (value == null ? 'NULL' : `'${value}'`);
  const runs = readings.map((records, index) => {
    const id = `$1 || '-${index}'`;
    return `, r${index} AS (INSERT INTO rollcall.run (id, integration_id, hook, trigger, status, requested_at, ended_at)
        SELECT ${id}, $1, 'collect', 'person', 'succeeded', '${ago(index)}', '${ago(index)}' FROM i RETURNING id),
      s${index} AS (INSERT INTO rollcall.run_stream (run_id, stream, status, records)
        SELECT id, 'accounts', 'done', ${records} FROM r${index})`;
  });
  return `WITH p AS (INSERT INTO rollcall.plugin (digest, plugin_id, version, manifest, source, installed_at, active)
      VALUES ($1, $1, '1.0.0', '${manifest}', 'bundled', '${ago(9)}', true)),
    i AS (INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version, options, paused, created_at, updated_at)
      VALUES ($1, $1, $1, $1, '{}', 1, '{}', false, '${ago(9)}', '${ago(9)}') RETURNING id)
    ${runs.join('')}
    INSERT INTO rollcall.stream_state (integration_id, stream, pass, outcome, done_at, reason, visibility, updated_at)
    SELECT id, '${stream}', 1, '${outcome}', ${text(doneAt)}, ${text(rest.reason)}, ${text(rest.visibility ?? 'all')}, '${ago(0)}' FROM i`;
}

/** Stores an integration whose tenant has used so much of a quota of 10,000. */
function quota(used: number, daysAgo = 0): string {
  return `WITH i AS (INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version, options, paused, tenant_id, created_at, updated_at)
      VALUES ($1, 'acme', 'none', $1, '{}', 1, '{}', false, $1, '${ago(9)}', '${ago(9)}') RETURNING id)
    INSERT INTO rollcall.quota (scope, name, used, max, read_at)
    SELECT 'acme:' || id, 'requests', ${used}, 10000, '${ago(daysAgo)}' FROM i`;
}

/** Cases of the checks of what is collected, by check. */
export const dataQualityCases: Readonly<Record<string, readonly CheckCase[]>> = {
  'collector-blind-spot': [
    {
      name: 'finds a stream that was skipped, and says why',
      facts: {},
      sql: collected({ outcome: 'skipped', reason: 'no permission' }),
      expected: [['accounts', 'medium', '“Accounts” was skipped: no permission']],
    },
    {
      name: 'finds a stream that is out of date after two cadences, at the edge',
      facts: {},
      sql: collected({ outcome: 'failed', doneAt: ago(2.01) }),
      expected: [['accounts', 'medium', 'was last read 2 days ago']],
    },
    {
      name: 'finds a stream that was never read',
      facts: {},
      sql: collected({ stream: 'another' }),
      expected: [['accounts', 'medium', 'has never been read']],
    },
    {
      name: 'finds a reading with far fewer records than usual',
      facts: {},
      sql: collected({}, [19, 100, 90, 110]),
      expected: [['accounts', 'medium', 'had 19 records instead of about 100']],
    },
    {
      name: 'finds a stream that shows own records alone',
      facts: {},
      sql: collected({ visibility: 'own' }),
      expected: [['accounts', 'medium', 'own records alone']],
    },
    {
      name: 'is content with what was read in time, to the last moment',
      facts: {},
      sql: collected({ outcome: 'paused', doneAt: ago(2) }),
      expected: [],
    },
    {
      name: 'is content with a fifth of the usual records',
      facts: {},
      sql: collected({}, [20, 100, 90, 110]),
      expected: [],
    },
    {
      name: 'does not know what is usual after three readings',
      facts: {},
      sql: collected({}, [1, 100, 100]),
      expected: [],
    },
    {
      name: 'says so when the manifest is not stored',
      facts: {},
      expected: /manifest/,
    },
  ],
  'collector-quota-anomaly': [
    {
      name: 'warns from three quarters',
      facts: {},
      sql: quota(7500),
      expected: [['requests', 'medium', '75 % of the quota “requests” is used: 7,500 of 10,000']],
    },
    {
      name: 'is milder below nine tenths',
      facts: {},
      sql: quota(8999),
      expected: [['requests', 'medium']],
    },
    {
      name: 'is high from nine tenths',
      facts: {},
      sql: quota(9000),
      expected: [['requests', 'high']],
    },
    { name: 'is content below three quarters', facts: {}, sql: quota(7499), expected: [] },
    { name: 'is content with nothing used', facts: {}, sql: quota(0), expected: [] },
    {
      name: 'takes other shares',
      facts: {},
      sql: quota(7600),
      thresholds: { warnShare: 0.8 },
      expected: [],
    },
    { name: 'says so without a reading', facts: {}, sql: quota(9000, 2.1), expected: /no quota/ },
    { name: 'says so without a tenant', facts: {}, expected: /tenant is not known/ },
  ],
};
