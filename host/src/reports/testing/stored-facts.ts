import type { Database } from '../../db/database.js';
import type { PriceBook } from '../prices/price-book.js';

/** The prices of `storeFacts`. */
export const storedBook: PriceBook = {
  currency: 'USD',
  lists: new Map([
    [
      'i1',
      {
        scope: 'acme',
        origin: 'plugin',
        kind: 'list',
        list: {
          currency: 'USD',
          asOf: '2026-01-01',
          licences: [
            { key: 'FULL', prices: [{ edition: 'Big Edition', monthly: 175 }], source: 'list' },
            { key: 'FREE*', prices: [{ monthly: 0 }], source: 'list' },
            { key: 'BOT', freeSeats: 1, prices: [{ monthly: 10 }], source: 'list' },
          ],
        },
      },
    ],
  ]),
};

const streams = [
  { name: 's', title: 'Accounts', entity: 'account', mode: 'snapshot' },
  {
    name: 'sign-ins',
    title: 'Sign-ins',
    entity: 'sign_in',
    mode: 'incremental',
    retention: '184d',
  },
  { name: 'tokens', title: 'Tokens', entity: 'app_grant', mode: 'snapshot' },
];

const own = `'s', NULL, '\\x00', '2026-06-01T00:00:00Z', '2026-06-01T06:00:00Z', NULL`;
const ownColumns = 'stream, pass, content_hash, first_seen, last_seen, gone_at';

const facts = `
INSERT INTO rollcall.plugin (digest, plugin_id, version, manifest, source, installed_at, active)
VALUES ('d', 'acme', '1.0.0', '${JSON.stringify({ streams })}', 'bundled', '2026-01-01', true);
INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version, options,
  paused, created_at, updated_at)
VALUES ('i1', 'acme', 'd', 'Production', '{}', 1, '{}', false, '2026-01-01', '2026-01-01');
INSERT INTO facts.tenants (integration_id, id, name, edition, ${ownColumns})
VALUES ('i1', 't1', 'Acme', 'Big Edition', ${own});
INSERT INTO facts.licence_pools (integration_id, id, name, key, layer, total, used, ${ownColumns}) VALUES
 ('i1', 'L1', 'Full', 'FULL', 'base', 100, 60, ${own}),
 ('i1', 'L2', 'Free', 'FREE_X', 'base', NULL, 10, ${own}),
 ('i1', 'L3', 'Bot', 'BOT', 'base', 5, 3, ${own}),
 ('i1', 'L4', 'Extra', 'EXTRA', 'permission_set', 10, 2, ${own});
INSERT INTO facts.accounts (integration_id, id, username, state, kind, created_at, last_sign_in_at,
  licence_id, is_collector, ${ownColumns}) VALUES
 ('i1', 'a-never', 'never', 'active', 'human', '2026-01-10', NULL, 'L1', NULL, ${own}),
 ('i1', 'a-new', 'new', 'active', 'human', '2026-05-30', NULL, 'L1', NULL, ${own}),
 ('i1', 'a-old', 'old', 'active', 'human', '2025-01-10', '2026-01-18T12:00:00Z', 'L1', NULL, ${own}),
 ('i1', 'a-used', 'used', 'active', 'human', '2025-01-10', '2026-05-18T12:00:00Z', 'L1', NULL, ${own}),
 ('i1', 'a-seen', 'seen', 'active', 'human', '2025-01-10', '2026-01-18T12:00:00Z', 'L1', NULL, ${own}),
 ('i1', 'a-frozen', 'frozen', 'frozen', 'human', '2025-01-10', '2026-05-31T12:00:00Z', 'L1', NULL, ${own}),
 ('i1', 'a-gone', 'off', 'deactivated', 'human', '2025-01-10', NULL, 'L1', NULL, ${own}),
 ('i1', 'a-free', 'free', 'active', 'human', '2025-01-10', NULL, 'L2', NULL, ${own}),
 ('i1', 'a-bot', 'bot', 'active', 'service', '2025-01-10', NULL, 'L3', NULL, ${own}),
 ('i1', 'a-us', 'rollcall', 'active', 'service', '2025-01-10', NULL, 'L3', true, ${own}),
 ('i1', 'a-system', 'system', 'active', 'system', '2025-01-10', NULL, 'L1', NULL, ${own});
INSERT INTO facts.licence_assignments (integration_id, id, account_id, licence_id, layer, ${ownColumns}) VALUES
 ('i1', 'a-old:L1', 'a-old', 'L1', 'base', ${own}),
 ('i1', 'a-old:L4', 'a-old', 'L4', 'permission_set', ${own});
INSERT INTO facts.app_grants (integration_id, id, account_id, app_name, last_used_at, ${ownColumns}) VALUES
 ('i1', 'g1', 'a-never', 'Loader', '2026-02-20T12:00:00Z', ${own});
INSERT INTO facts.roles (integration_id, id, name, kind, capabilities, ${ownColumns}) VALUES
 ('i1', 'R1', 'Admin', 'profile', '{data.modify_all}', ${own});
INSERT INTO facts.role_assignments (integration_id, id, account_id, role_id, via, active, ${ownColumns}) VALUES
 ('i1', 'a-seen:R1', 'a-seen', 'R1', 'profile', true, ${own});
INSERT INTO rollcall.stream_state (integration_id, stream, outcome, updated_at) VALUES
 ('i1', 's', 'done', '2026-06-01');
INSERT INTO facts.factor_events (integration_id, id, time, account_id, sign_in_id, outcome, ${ownColumns}) VALUES
 ('i1', 'f1', '2026-05-20T12:00:00Z', 'a-seen', 's2', 'success', ${own}),
 ('i1', 'f0', '2026-04-01T12:00:00Z', 'a-seen', NULL, 'success', ${own});
INSERT INTO facts.audit_events (integration_id, id, time, actor_id, action, delegate, ${ownColumns}) VALUES
 ('i1', 'e1', '2026-05-20T12:00:00Z', 'a-seen', 'changed', NULL, ${own}),
 ('i1', 'e2', '2026-05-20T12:00:00Z', 'a-seen', 'changed', 'other', ${own});
INSERT INTO facts.sign_ins (integration_id, id, time, account_id, outcome, status_detail, method, country,
  application, tls_protocol, is_collector, ${ownColumns}) VALUES
 ('i1', 's1', '2026-01-18T12:00:00Z', 'a-old', 'success', NULL, 'oauth', 'DE', 'Loader', 'TLS 1.3', NULL, ${own}),
 ('i1', 's2', '2026-05-20T12:00:00Z', 'a-seen', 'success', NULL, 'sso', 'DE', 'Browser', 'TLS 1.3', NULL, ${own}),
 ('i1', 's3', '2026-05-20T23:59:59.999Z', 'a-used', 'failure', 'Invalid Password', 'password', 'FR', 'Browser', 'TLS 1.3', NULL, ${own}),
 ('i1', 's4', '2026-05-21T00:00:00Z', 'a-used', 'failure', 'Invalid Password', 'password', NULL, 'Browser', 'TLS 1.3', NULL, ${own}),
 ('i1', 's6', '2026-05-22T00:00:00Z', 'a-used', 'success', NULL, 'password', 'DE', 'Browser', 'TLS 1.3', NULL, ${own}),
 ('i1', 's5', '2026-05-21T00:00:00Z', 'a-us', 'success', NULL, 'api_password', 'DE', 'Loader', 'TLS 1.1', true, ${own});
UPDATE facts.sign_ins SET source_ip = CASE id WHEN 's5' THEN '203.0.113.7' WHEN 's6' THEN '2001:db8:1:2::3'
  WHEN 's1' THEN 'the provider' ELSE '198.51.100.9' END;
`;

/** Stores an integration `i1` with a few accounts of each sort, as of 2026-06-01. */
export async function storeFacts({ pool }: Database): Promise<void> {
  await pool.query(facts);
}
