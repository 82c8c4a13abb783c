import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Database, openDatabase } from '../../db/database.js';
import { migrate } from '../../db/migrate.js';
import { exportOcsf } from './export-ocsf.js';

let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-ocsf-'));
  database = await openDatabase({ source: { home: join(folder, 'home'), runtimeDir: folder } });
  await migrate(database.db);
  await database.pool.query(facts);
});

afterAll(async () => {
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

const host = `stream, content_hash, first_seen, last_seen`;
const stored = `'s', '\\x00', '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z'`;
const facts = `
  INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version, options, paused,
    tenant_id, created_at, updated_at)
    VALUES ('i', 'example', 'd', 'n', '{}', 1, '{}', false, 'T1', '2026-05-01', '2026-05-01');
  INSERT INTO facts.accounts (integration_id, id, username, email, state, kind, ${host})
    VALUES ('i', 'a1', 'ada@example.com', 'ada@example.com', 'active', 'human', ${stored}),
      ('i', 'a2', 'bo', 'no mail', 'frozen', 'service', ${stored});
  INSERT INTO facts.roles (integration_id, id, name, kind, capabilities, ${host})
    VALUES ('i', 'r1', 'Admin', 'profile', '{data.modify_all}', ${stored});
  INSERT INTO facts.role_assignments (integration_id, id, account_id, role_id, via, ${host}, gone_at)
    VALUES ('i', 'x1', 'a1', 'r1', 'profile', ${stored}, NULL), ('i', 'x2', 'a2', 'r1', 'direct', ${stored}, '2026-05-03');
  INSERT INTO facts.groups (integration_id, id, name, kind, ${host}) VALUES ('i', 'g1', 'Queue', 'queue', ${stored});
  INSERT INTO facts.group_members (integration_id, id, group_id, member_id, member_kind, ${host})
    VALUES ('i', 'm1', 'g1', 'a1', 'account', ${stored});
  INSERT INTO facts.sign_ins (integration_id, id, time, account_id, outcome, status_detail, method, sign_in_type, channel,
    source_ip, country, ${host})
    VALUES ('i', 's1', '2026-05-01T10:00:00.120Z', 'a1', 'success', 'Success', 'sso', 'SAML', 'ui', '192.0.2.7', 'DE', ${stored}),
      ('i', 's2', '2026-05-01T11:00:00Z', NULL, 'failure', 'Invalid Password', 'password', 'Application', 'ui',
        'internal address', NULL, ${stored});
  INSERT INTO facts.factor_events (integration_id, id, time, account_id, sign_in_id, method, outcome, ${host})
    VALUES ('i', 'v1', '2026-05-01T10:00:01Z', 'a1', 's1', 'Totp', 'success', ${stored});
  INSERT INTO facts.app_grants (integration_id, id, account_id, app_name, ${host})
    VALUES ('i', 't1', 'a1', 'Loader', ${stored});
  INSERT INTO facts.audit_events (integration_id, id, time, actor_id, action, class, section, target_id, detail, ${host})
    VALUES ('i', 'e1', '2026-05-01T12:00:00Z', 'a1', 'frozeuser', 'account_frozen', 'Manage Users', 'a2', 'Froze bo', ${stored}),
      ('i', 'e2', '2026-05-01T13:00:00Z', 'a1', 'changedpolicy', 'password_policy_weakened', 'Security', NULL, 'x', ${stored});
  INSERT INTO rollcall.finding (id, integration_id, check_id, check_version, is_episode, subject, severity, status,
    status_at, title, accounts, evidence, first_at, last_at, first_seen, last_seen, times_seen)
    VALUES ('f1', 'i', 'account-inactive', 1, false, 'a1', 'low', 'open', '2026-05-02', 'Idle', '{a1}', '{}',
        '2026-05-01', '2026-05-02', '2026-05-02', '2026-05-02', 1),
      ('f2', 'i', 'brute-force', 1, true, 'a1', 'high', 'new', '2026-05-02', 'Guessed', '{a1}',
        '{"signInIds":["s2"]}', '2026-05-01', '2026-05-02', '2026-05-02', '2026-05-02', 1);
`;

/** What every class asks for, and the few fields of each that are required on top. */
function schemaOf(classUid: number, required: readonly string[]) {
  const whole = { type: 'integer' };
  const text = { type: 'string', minLength: 1 };
  return {
    type: 'object',
    required: [
      ...[
        'activity_id',
        'category_uid',
        'class_uid',
        'metadata',
        'severity_id',
        'time',
        'type_uid',
      ],
      ...required,
    ],
    properties: {
      class_uid: { const: classUid },
      category_uid: { const: Math.floor(classUid / 1000) },
      activity_id: whole,
      type_uid: { type: 'integer', minimum: classUid * 100, maximum: classUid * 100 + 99 },
      severity_id: { enum: [1, 2, 3, 4, 5] },
      time: { type: 'integer', minimum: 1e12 },
      metadata: {
        type: 'object',
        required: ['product', 'version', 'uid'],
        properties: { version: { const: '1.5.0' }, uid: text },
      },
      user: { type: 'object', anyOf: [{ required: ['uid'] }, { required: ['name'] }] },
      entity: { type: 'object', required: ['name'] },
      privileges: { type: 'array', items: text, minItems: 1 },
      finding_info: { type: 'object', required: ['uid'] },
    },
  };
}

const classes: readonly (readonly [string, number, readonly string[], readonly number[]])[] = [
  ['authentication', 3002, ['user', 'service'], [1, 1]],
  ['authentication_factors', 3002, ['user', 'service'], [6]],
  ['user_inventory', 5003, ['user'], [2, 2]],
  ['account_change', 3001, ['user'], [9]],
  ['entity_management', 3004, ['entity'], [3]],
  ['entity_management_tokens', 3004, ['entity'], [1]],
  ['user_access', 3005, ['user', 'privileges'], [1, 1, 2]],
  ['group_management', 3006, ['group'], [3]],
  ['compliance_finding', 2003, ['finding_info', 'compliance'], [2]],
  ['detection_finding', 2004, ['finding_info'], [1]],
];

interface Event {
  readonly [field: string]: unknown;
  readonly activity_id: number;
}

async function eventsOf(file: string): Promise<readonly Event[]> {
  const text = await readFile(join(folder, 'events', `${file}.ndjson`), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Event => JSON.parse(line));
}

describe('events of the Open Cybersecurity Schema Framework', () => {
  beforeAll(() =>
    exportOcsf(database.pool, {
      directory: join(folder, 'events'),
      entities: [],
      version: '0.1.0',
    }),
  );

  it.each(classes)('%s are of class %i', async (file, uid, required, activities) => {
    const isValid = new Ajv2020({ strict: false }).compile(schemaOf(uid, required));

    const events = await eventsOf(file);

    expect(events.map(({ activity_id }) => activity_id)).toEqual(activities);
    for (const event of events) expect(isValid(event), JSON.stringify(isValid.errors)).toBe(true);
    for (const event of events) expect(JSON.stringify(event)).not.toMatch(/null|:""|:\{\}|:\[\]/);
  });

  it('tell of a sign-in who, how, from where, and whether a second factor was seen', async () => {
    const [good, bad] = await eventsOf('authentication');

    expect(good).toMatchObject({
      status_id: 1,
      time: Date.parse('2026-05-01T10:00:00.120Z'),
      user: { uid: 'a1', name: 'ada@example.com' },
      auth_protocol_id: 5,
      is_mfa: true,
      src_endpoint: { ip: '192.0.2.7', location: { country: 'DE' } },
      metadata: { uid: 's1', tenant_uid: 'T1' },
    });
    expect(bad).toMatchObject({
      status_id: 2,
      severity_id: 2,
      user: { name: 'unknown' },
      src_endpoint: { name: 'internal address' },
    });
    expect(bad).not.toHaveProperty('is_mfa');
  });
});
