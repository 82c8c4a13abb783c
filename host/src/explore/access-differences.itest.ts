import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fakeHost } from '../cli/testing/fake-host.js';
import { openTemporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.js';
import { buildServer } from '../http/server.js';
import { listDifferences } from './access-differences.js';

const now = '2026-06-01T12:00:00Z';
const version = '0.1.0';
const seen = (first: string, gone = 'NULL') => `'s', 1, '\\x00', '${first}', '2026-06-01', ${gone}`;
const ownColumns = 'stream, pass, content_hash, first_seen, last_seen, gone_at';

let database: TemporaryDatabase;
let clock: MemoryClock;

beforeAll(async () => {
  clock = new MemoryClock(now);
  database = await openTemporaryDatabase('schema');
  const begun = seen('2026-03-01');
  await database.pool.query(`
    INSERT INTO facts.roles (integration_id, id, name, kind, capabilities, ${ownColumns}) VALUES
      ('int-1', 'R1', 'Admins', 'permission_set', '{data.modify_all}', ${begun}),
      ('int-1', 'R2', 'Others', 'permission_set', '{data.modify_all}', ${begun});
    INSERT INTO facts.accounts (integration_id, id, username, state, kind, ${ownColumns}) VALUES
      ('int-1', 'a1', 'gained@acme.example', 'active', 'human', ${begun}),
      ('int-1', 'a2', 'lost@acme.example', 'active', 'human', ${begun}),
      ('int-1', 'a3', 'moved@acme.example', 'active', 'human', ${begun}),
      ('int-1', 'a4', 'always@acme.example', 'active', 'service', ${begun});
    INSERT INTO facts.role_assignments (integration_id, id, account_id, role_id, via, ${ownColumns}) VALUES
      ('int-1', 'p1', 'a1', 'R1', 'direct', ${seen('2026-05-10')}),
      ('int-1', 'p2', 'a2', 'R1', 'direct', ${seen('2026-03-01', "'2026-05-12'")}),
      ('int-1', 'p3', 'a3', 'R1', 'direct', ${seen('2026-03-01', "'2026-05-14'")}),
      ('int-1', 'p4', 'a3', 'R2', 'direct', ${seen('2026-05-14')}),
      ('int-1', 'p5', 'a4', 'R1', 'direct', ${begun});
    INSERT INTO rollcall.plugin (digest, plugin_id, version, manifest, archive, source, active, installed_at)
      VALUES ('d1', 'acme', '1.0.0', '{}', '\\x00', 'added', true, '2026-03-01');
    INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version, options, paused, created_at, updated_at)
      VALUES ('int-1', 'acme', 'd1', 'Production', '{}', 1, '{}', false, '2026-03-01', '2026-03-01');
  `);
});

afterAll(() => database?.close());

const names = (holders: readonly { readonly username: string }[]) =>
  holders.map(({ username }) => username);

describe('the differences in access of two moments', () => {
  it('tell who gained, who lost, and who holds by another role', async () => {
    const found = await listDifferences(database.pool, clock, {
      from: new Date('2026-05-01'),
      version,
    });

    expect(names(found.added)).toEqual(['gained@acme.example']);
    expect(names(found.removed)).toEqual(['lost@acme.example']);
    expect(found.changed.map(({ before, after }) => [before.paths, after.paths])).toMatchObject([
      [[{ role: 'Admins' }], [{ role: 'Others' }]],
    ]);
    expect(found.added).toMatchObject([{ title: 'Modify all data' }]);
  });

  it('are none where nothing changed', async () => {
    const found = await listDifferences(database.pool, clock, {
      from: new Date('2026-05-20'),
      to: new Date('2026-05-25'),
      version,
    });

    expect([found.added, found.removed, found.changed]).toEqual([[], [], []]);
  });
});

describe('GET /access/differences', () => {
  const ask = async (query: string) => {
    const host = { ...fakeHost(), database, clock };
    const answer = await buildServer(host, { version }).inject({
      url: `/api/v1/access/differences?${query}`,
      headers: { host: 'localhost', authorization: 'Bearer rct_read' },
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };

  it('counts the last day in', async () => {
    const { status, body } = await ask('from=2026-05-09&to=2026-05-10');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      from: '2026-05-09T00:00:00.000Z',
      to: '2026-05-11T00:00:00.000Z',
      added: [{ username: 'gained@acme.example' }],
      removed: [],
    });
  });

  it.each(['', 'from=yesterday', 'from=2026-05-10&to=2026-05-01', 'from=2026-05-01&until=now'])(
    'refuses "%s"',
    async (query) => {
      expect(await ask(query)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    },
  );
});
