import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openTemporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.js';
import { ReviewService } from '../reviews/service.js';
import { keptPack, makeKeptPack } from './kept-packs.js';
import { writeSignInPack } from './sign-in-pack.js';
import { verifyPack } from './verify-pack.js';

const clock = new MemoryClock('2026-06-01T12:00:00.000Z');
const version = '1.0.0';
const signIns = 5_000;
const stream = { name: 's', title: 'Sign-ins', entity: 'sign_in', mode: 'incremental' };
let database: TemporaryDatabase;
let host: Parameters<typeof makeKeptPack>[0];
let reviews: ReviewService;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  await database.pool.query(`
    INSERT INTO rollcall.plugin (digest, plugin_id, version, manifest, source, installed_at, active)
    VALUES ('d', 'acme', '1.0.0', '${JSON.stringify({ streams: [stream] })}', 'bundled', '2026-01-01', true);
    INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version,
      options, paused, created_at, updated_at)
    VALUES ('i1', 'acme', 'd', 'Production', '{}', 1, '{}', false, '2026-01-01', '2026-01-01');
    INSERT INTO facts.sign_ins (integration_id, id, time, outcome, method, application, stream, pass,
      content_hash, first_seen, last_seen, gone_at)
    SELECT 'i1', 's' || lpad(n::text, 6, '0'), timestamptz '2026-05-20' + n * interval '1 second',
      'success', 'sso', 'a, "quoted" line' || chr(10) || '=1+1', 's', NULL, '\\x00',
      '2026-05-25', '2026-05-25', NULL
    FROM generate_series(1, ${signIns}) n;
    INSERT INTO rollcall.reconciliation (integration_id, stream, from_at, to_at, stored, provider,
      checked_at, status, read_again, read_again_at) VALUES
     ('i1', 's', '2026-05-01', '2026-05-20', 0, 0, '2026-05-25', 'complete', 0, NULL),
     ('i1', 's', '2026-05-20', '2026-05-21', ${signIns}, ${signIns + 2}, '2026-05-25', 'gap', 2, NULL)`);
  const { pool } = database;
  let made = 0;
  const newId = () => {
    made += 1;
    return `${made}0000000-0000-4000-8000-000000000000`;
  };
  reviews = new ReviewService({ pool, clock, version, newId });
  host = { database, clock, version, home: database.home, reviews };
});

afterAll(() => database.close());

describe('the evidence of sign-ins', () => {
  it('has each of them, in both forms, and says what the provider has more', async () => {
    const path = join(database.home, 'pack.zip');

    const { manifest } = await writeSignInPack(path, host, {});

    const counts = new Map(manifest.files.map(({ name, records }) => [name, records]));
    expect([counts.get('sign-ins.ndjson'), counts.get('sign-ins.csv')]).toEqual([signIns, signIns]);
    expect(manifest.completeness).toMatchObject([
      { title: 'Sign-ins', status: 'gap', spans: 2, gaps: 1, comparedProvider: signIns + 2 },
    ]);
    expect(await verifyPack(path)).toMatchObject({ verified: true });
  });

  it('is the same bytes twice at one time, and only of the period', async () => {
    const from = new Date('2026-05-20T00:00:02Z');
    const to = new Date('2026-05-20T00:00:05Z');
    const paths = ['one.zip', 'two.zip'].map((name) => join(database.home, name));

    for (const path of paths) await writeSignInPack(path, host, { from, to });
    const [one, two] = await Promise.all(paths.map((path) => readFile(path)));

    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
    const { manifest } = await verifyPack(paths[0] ?? '');
    const packed = manifest?.files.find(({ name }) => name === 'sign-ins.ndjson');
    expect(packed?.records).toBe(3);
  });
});

describe('the evidence of a review', () => {
  it('is kept in the home, one of each review, by its SHA-256', async () => {
    const { id } = await reviews.start({ kind: 'sign-ins' }, 'ada');
    await reviews.decide(id, 'waiting', { decision: 'accept' }, 'ada');
    await expect(makeKeptPack(host, id, 'ada')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await reviews.complete(id, { reviewer: 'Ada', statement: 'All judged.' }, 'ada');

    const first = await makeKeptPack(host, id, 'ada');
    clock.advance(60_000);
    await database.pool.query(`UPDATE facts.sign_ins SET gone_at = NULL WHERE id = 's000001'`);
    const second = await makeKeptPack(host, id, 'eve');

    const kept = await keptPack(host, await reviews.get(id));
    expect(await readdir(join(database.home, 'evidence'))).toEqual([
      `${id}-${second.pack.sha256}.zip`,
    ]);
    expect(second.pack.sha256).not.toBe(first.pack.sha256);
    expect(kept?.bytes).toBe(second.pack.bytes);
    const found = await verifyPack(kept?.path ?? '', second.pack.sha256);
    expect(found).toMatchObject({ verified: true, manifest: { review: { reviewer: 'Ada' } } });
    await rm(kept?.path ?? '');
    expect(await keptPack(host, await reviews.get(id))).toBeUndefined();
  });

  it('has no sign-in that was stored after the review began, and clears what a crash left', async () => {
    const { id } = await reviews.start({ kind: 'sign-ins' }, 'ada');
    await reviews.decide(id, 'waiting', { decision: 'accept' }, 'ada');
    await reviews.complete(id, { reviewer: 'Ada', statement: 'All judged.' }, 'ada');
    await database.pool.query(`INSERT INTO facts.sign_ins (integration_id, id, time, outcome, stream,
      pass, content_hash, first_seen, last_seen, gone_at)
      VALUES ('i1', 'late', '2026-05-20', 'success', 's', NULL, '\\x00', '2026-06-02', '2026-06-02', NULL)`);

    const [cutOff, inWork] = ['cut-off.new', 'in-work.new'].map((name) =>
      join(database.home, 'evidence', name),
    );
    for (const path of [cutOff ?? '', inWork ?? '']) await writeFile(path, 'PK');
    const longAgo = new Date(clock.now().getTime() - 2 * 86_400_000);
    await utimes(cutOff ?? '', longAgo, longAgo);
    await utimes(inWork ?? '', clock.now(), clock.now());

    const { written } = await makeKeptPack(host, id, 'ada');

    const left = (await readdir(join(database.home, 'evidence'))).filter((name) =>
      name.endsWith('.new'),
    );
    expect(left).toEqual(['in-work.new']);
    const packed = written.manifest.files.find(({ name }) => name === 'sign-ins.ndjson');
    expect(packed?.records).toBe(signIns);
  });
});
