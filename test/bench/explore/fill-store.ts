import type { Database } from '@rollcall/host/checks';

const own = 'stream, pass, content_hash, first_seen, last_seen, gone_at';
const ownValues = `'bench', 1, '\\x00', now(), now(), NULL`;
const people = 20_000;

/** Puts an integration into the store, with 20,000 accounts and sign-ins spread over the last 30 days. */
export async function fillStore(pool: Database['pool'], signIns: number): Promise<void> {
  await pool.query(
    `INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version,
       options, paused, created_at, updated_at)
     VALUES ('bench', 'bench', 'none', 'Bench', '{}', 1, '{}', true, now(), now())`,
  );
  await pool.query(
    `INSERT INTO facts.accounts (integration_id, id, username, display_name, kind, state, ${own})
     SELECT 'bench', 'account-' || n, 'user.' || n || '@bench.example', 'User ' || n, 'human', 'active', ${ownValues}
     FROM generate_series(1, $1::int) n`,
    [people],
  );
  await pool.query(signInSql, [signIns, people]);
  await pool.query(
    `INSERT INTO facts.factor_events (integration_id, id, "time", account_id, sign_in_id, outcome, ${own})
     SELECT 'bench', 'factor-' || s.id, s."time", s.account_id, s.id, 'success', ${ownValues}
     FROM facts.sign_ins s WHERE s.method = 'password' AND hashtext(s.id) % 10 <> 0`,
  );
  for (const table of ['accounts', 'sign_ins', 'factor_events']) {
    await pool.query(`VACUUM ANALYZE facts.${table}`);
  }
}

/** Some values are common, most are rare: as in an organisation. */
const signInSql = `
INSERT INTO facts.sign_ins (integration_id, id, "time", account_id, outcome, status_detail, method, channel,
  source_ip, country, city, application, browser, platform, tls_protocol, host, raw, ${own})
SELECT 'bench', 'sign-in-' || n, now() - random() * interval '30 days',
  'account-' || 1 + (random() ^ 2 * ($2::int - 1))::int,
  CASE WHEN random() < 0.03 THEN 'failure' ELSE 'success' END, 'Success',
  (ARRAY['password', 'sso', 'sso', 'sso', 'oauth', 'oauth', 'api_password', 'certificate'])[1 + (random() * 7)::int],
  (ARRAY['ui', 'ui', 'api', 'mobile'])[1 + (random() * 3)::int],
  '10.' || (random() ^ 3 * 20)::int || '.' || (random() ^ 2 * 200)::int || '.' || (random() * 254)::int,
  (ARRAY['DE', 'FR', 'US', 'GB', 'ES', 'IT', 'JP', 'NL', 'SE', 'PL', 'CH', 'AT'])[1 + (random() ^ 3 * 11)::int],
  'Berlin', 'Application ' || (random() ^ 3 * 60)::int, 'Chrome 140', 'Windows 11', 'TLS 1.3',
  'login.bench.example', '{"LoginGeoId": "04F000000000000AAA"}', ${ownValues}
FROM generate_series(1, $1::int) n`;
