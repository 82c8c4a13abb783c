import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openTemporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.js';
import { ReviewService } from './service.js';

const clock = new MemoryClock('2026-06-01T12:00:00.000Z');
let database: TemporaryDatabase;
let reviews: ReviewService;

const own = `'s', NULL, '\\x00', '2026-06-01T00:00:00Z', '2026-06-01T06:00:00Z', NULL`;
const ownColumns = 'stream, pass, content_hash, first_seen, last_seen, gone_at';
const streams = [
  { name: 's', title: 'Sign-ins', entity: 'sign_in', mode: 'incremental', retention: '184d' },
];

function signIn(id: string, application: string): string {
  return `INSERT INTO facts.sign_ins (integration_id, id, time, account_id, outcome, method, country,
    application, ${ownColumns}) VALUES
    ('i1', '${id}', '2026-05-20T12:00:00Z', 'a1', 'success', 'sso', 'DE', '${application}', ${own});`;
}

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  await database.pool.query(`
    INSERT INTO rollcall.plugin (digest, plugin_id, version, manifest, source, installed_at, active)
    VALUES ('d', 'acme', '1.0.0', '${JSON.stringify({ streams })}', 'bundled', '2026-01-01', true);
    INSERT INTO rollcall.integration (id, plugin_id, plugin_digest, name, config, config_version,
      options, paused, created_at, updated_at)
    VALUES ('i1', 'acme', 'd', 'Production', '{}', 1, '{}', false, '2026-01-01', '2026-01-01');
    INSERT INTO facts.accounts (integration_id, id, username, state, kind, profile_id, ${ownColumns})
    VALUES ('i1', 'a1', 'ada', 'active', 'human', 'R1', ${own});
    INSERT INTO facts.roles (integration_id, id, name, kind, capabilities, ${ownColumns})
    VALUES ('i1', 'R1', 'Admin', 'profile', '{data.modify_all,users.manage}', ${own});
    INSERT INTO facts.role_assignments (integration_id, id, account_id, role_id, via, active, ${ownColumns})
    VALUES ('i1', 'a1:R1', 'a1', 'R1', 'profile', true, ${own});
    ${signIn('s1', 'Browser')}`);
  let id = 0;
  reviews = new ReviewService({
    pool: database.pool,
    clock,
    version: '1.0.0',
    newId: () => {
      id += 1;
      return `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
    },
  });
});

afterAll(() => database.close());

const start = () => reviews.start({ kind: 'sign-ins' }, 'ada');

describe('a review', () => {
  it('has the last 30 days unless told otherwise, and lines as they were', async () => {
    const review = await start();
    const before = await reviews.lines(review.id);

    await database.pool.query(signIn('s2', 'New application'));
    const after = await reviews.lines(review.id);
    const later = await start();

    expect(review).toMatchObject({
      from: new Date('2026-05-02T12:00:00Z'),
      to: clock.now(),
      totals: { lines: before.length, waiting: before.length },
      pack: null,
    });
    expect(after).toEqual(before);
    expect(later.totals.lines).toBe(before.length + 1);
  });

  it('of access has a line for each capability, and nothing to judge is no review', async () => {
    const review = await reviews.start({ kind: 'access', from: new Date(0) }, 'ada');
    const lines = await reviews.lines(review.id, { limit: 1 });
    const integration = { id: 'i2', name: 'Other' };

    expect(review.totals.lines).toBe(2);
    expect(lines).toMatchObject([{ line: 1, facts: { username: 'ada', role: 'Admin' } }]);
    await expect(reviews.start({ kind: 'access', integration }, 'ada')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('nothing to judge'),
    });
  });

  it('takes the latest decision of a line, and keeps what was said before', async () => {
    const { id } = await start();

    await reviews.decide(id, [1, 1, 2], { decision: 'accept' }, 'ada');
    const { totals } = await reviews.decide(id, [1], { decision: 'revoke', note: ' No ' }, 'eve');

    expect(totals).toMatchObject({ accepted: 1, revoked: 1, questioned: 0 });
    expect(await reviews.lines(id, { decision: 'revoke' })).toMatchObject([
      { line: 1, decision: { decision: 'revoke', note: 'No', decidedBy: 'eve' } },
    ]);
    expect((await reviews.history(id)).map((each) => [each.line, each.decision])).toEqual([
      [1, 'accept'],
      [2, 'accept'],
      [1, 'revoke'],
    ]);
  });

  it('refuses a line that it has not, with all that were named', async () => {
    const { id } = await start();

    await expect(reviews.decide(id, [1, 999], { decision: 'accept' }, 'ada')).rejects.toMatchObject(
      { code: 'INPUT_INVALID' },
    );

    expect((await reviews.get(id)).totals.accepted).toBe(0);
  });

  it('is completed once, when no line waits, and stays as it was', async () => {
    const { id } = await start();
    const end = { reviewer: ' Ada ', statement: 'I judged every line.' };
    await expect(reviews.complete(id, end, 'ada')).rejects.toMatchObject({
      message: expect.stringMatching(/lines wait to be judged: 1, 2/),
    });
    await reviews.decide(id, 'waiting', { decision: 'accept' }, 'ada');
    await expect(reviews.complete(id, { ...end, statement: ' ' }, 'ada')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });

    const completed = await reviews.complete(id, end, 'ada');

    expect(completed).toMatchObject({ state: 'completed', reviewer: 'Ada', completedBy: 'ada' });
    await expect(reviews.complete(id, end, 'ada')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    await expect(reviews.decide(id, [1], { decision: 'revoke' }, 'ada')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it.each([
    `UPDATE rollcall.review SET statement = 'other' WHERE state = 'completed'`,
    `DELETE FROM rollcall.review_pack`,
    `UPDATE rollcall.review_decision SET decision = 'accept'`,
    `DELETE FROM rollcall.review_decision`,
    `UPDATE rollcall.review_line SET facts = '{}'`,
    `INSERT INTO rollcall.review_line (review_id, line, facts)
     SELECT id, 999, '{}' FROM rollcall.review WHERE state = 'completed' LIMIT 1`,
    `INSERT INTO rollcall.review_decision (review_id, line, decision, decided_at, decided_by)
     SELECT id, 1, 'revoke', '2026-06-01', 'eve' FROM rollcall.review WHERE state = 'completed' LIMIT 1`,
  ])('is not changed by hand either: %s', async (sql) => {
    const [review] = await reviews.list({ state: 'completed' }, { limit: 1 });
    await reviews.recordPack(review?.id ?? '', {
      ...{ sha256: 'x', bytes: 1, completeness: [], madeAt: clock.now(), madeBy: 'ada' },
    });

    await expect(database.pool.query(sql)).rejects.toThrow(/refused|is completed/);
  });

  it('is found by the beginning of its id, unless that is of several', async () => {
    const [latest, second] = await reviews.list({ kind: 'sign-ins' }, { limit: 2 });

    expect(await reviews.get(latest?.id ?? '')).toEqual(latest);
    const after = await reviews.list({ kind: 'sign-ins' }, { limit: 1, after: latest?.id });
    expect(after).toEqual([second]);
    await expect(reviews.get('000000')).rejects.toMatchObject({ code: 'NAME_AMBIGUOUS' });
    await expect(reviews.get('ffffff')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(reviews.get("' OR 1=1")).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
