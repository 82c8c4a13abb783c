import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  addTestIntegration,
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../db/testing/temporary-database.js';
import { RunLogs } from './run-logs.js';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const errors: unknown[] = [];
let database: TemporaryDatabase;
let logs: RunLogs;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  await addTestIntegration(database, 'i');
  for (const id of ['one', 'two']) {
    await database.pool.query(
      `INSERT INTO rollcall.run (id, integration_id, hook, trigger, status, requested_at)
       VALUES ($1, 'i', 'collect', 'person', 'succeeded', now())`,
      [id],
    );
  }
  logs = new RunLogs({
    pool: database.pool,
    clock: { now: () => new Date('2026-06-01T12:00:00Z') },
    redact: (text) => text.replaceAll('hunter2', '[redacted]'),
    onError: (error) => errors.push(error),
  });
});

afterAll(() => database.close());

describe('the log of a run', () => {
  it('keeps lines in order, by level, without secrets', async () => {
    const log = logs.of('one', 'connector', quiet);
    log.debug('asking', { password: 'hunter2' });
    log.info('password hunter2 works');
    logs.of('gone', 'host', quiet).info('of no run');
    logs.of('one', 'host', quiet).warn('careful', { tries: 2 });

    await logs.end('one');

    const lines = await logs.read('one', { limit: 10 });
    expect(
      lines.map(({ level, source, message, fields }) => [level, source, message, fields]),
    ).toEqual([
      ['debug', 'connector', 'asking', { password: '[redacted]' }],
      ['info', 'connector', 'password [redacted] works', {}],
      ['warn', 'host', 'careful', { tries: 2 }],
    ]);
    expect(await logs.read('one', { limit: 1, level: 'info' })).toEqual([lines[1]]);
    expect(await logs.read('one', { limit: 10, after: lines[1]?.id ?? '' })).toEqual([lines[2]]);
    expect(errors).toEqual([]);
  });

  it('is bounded, and says so', async () => {
    const log = logs.of('two', 'connector', quiet);
    for (let line = 0; line < 2500; line += 1) log.info(`line ${line}`);

    await logs.end('two');

    const lines = await logs.read('two', { limit: 5000 });
    expect(lines).toHaveLength(2001);
    expect(lines.at(-1)).toMatchObject({ level: 'warn', source: 'host' });
    expect(lines.at(-2)).toMatchObject({ message: 'line 1999' });
  });
});
