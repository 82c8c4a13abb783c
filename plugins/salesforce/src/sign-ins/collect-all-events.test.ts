import type { CollectMessage, Cursor } from '@rollcall/core';
import { MemoryClock, MemoryLog } from '@rollcall/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isRow } from '../api/row.js';
import { TinyBulk, type TinyBulkOptions } from '../fixtures/tiny-bulk.js';
import { orgId, TinyOrg, type TinyOrgOptions } from '../fixtures/tiny-org.js';
import { newKnowledge, readKnowledge } from '../reading/knowledge.js';
import { signIns } from '../streams/sign-ins.js';
import { beginJobs, collectAllEvents } from './collect-all-events.js';
import { pendingEvents } from './pending-events.js';

const start = '2026-11-01T10:00:00.000Z';
const permissions = ['ManageUsers'];

/** A store of sign-ins, and the runs that fill it. */
class Collecting {
  readonly stored = new Map<string, number>();
  readonly clock = new MemoryClock(start);
  readonly org: TinyOrg;
  readonly bulk: TinyBulk;
  cursor: Cursor | undefined;

  constructor(rows: number, bulk: TinyBulkOptions, org: TinyOrgOptions = {}) {
    const table = Array.from({ length: rows }, (_, number) => ({
      Id: orgId('0Ya', number),
      LoginTime: new Date(Date.parse(start) - (rows - number) * 90_000).toISOString(),
      UserId: orgId('005', number % 7),
      Status: 'Success',
      Browser: 'a "quoted",\nbroken one',
      LoginGeo: { Latitude: 48.5, City: 'Ulm' },
    }));
    this.org = new TinyOrg({ tables: { LoginHistory: table }, permissions, ...org });
    this.bulk = new TinyBulk(this.org, bulk);
  }

  /** Runs until the end, a wait, or a kill after so many messages; gives what was said. */
  async run(atMost = Number.POSITIVE_INFINITY): Promise<readonly CollectMessage[]> {
    const messages: CollectMessage[] = [];
    for await (const message of this.#messages()) {
      messages.push(message);
      this.#store(message);
      if (messages.length >= atMost) break;
    }
    return messages;
  }

  async *#messages(): AsyncGenerator<CollectMessage> {
    const { cursor, clock } = this;
    const now = clock.providerNow();
    const pending = pendingEvents(signIns, cursor, { now, notBefore: undefined });
    const knowledge = isRow(cursor) ? readKnowledge(cursor.knowledge, now) : newKnowledge(now);
    const offer = { transport: 'Bulk', requests: 9 } as const;
    const fallback = { transport: 'composite', requests: 9 } as const;
    const isRefused = knowledge.withoutBulk.has(signIns.object);
    const run = {
      reading: { http: this.org.http, knowledge, signal: new AbortController().signal },
      prepared: {
        ...{ pending, first: undefined, rows: 1000, fallback },
        offer: isRefused || pending.state.windows.length < 2 ? fallback : offer,
      },
      waiting: { clock, pause: async (ms: number) => clock.advance(ms) },
      held: new Set(permissions),
      log: new MemoryLog(),
    };
    yield* collectAllEvents(yield* beginJobs([run]));
  }

  #store(message: CollectMessage): void {
    if (message.type !== 'batch') return;
    for (const { id } of message.records) this.stored.set(id, (this.stored.get(id) ?? 0) + 1);
    this.cursor = message.cursor === undefined ? this.cursor : structuredClone(message.cursor);
  }
}

describe('reading by Bulk', () => {
  it('gives every row once, as queries would', async () => {
    const collecting = new Collecting(100, { pageRows: 30 });

    const messages = await collecting.run();

    expect(collecting.stored.size).toBe(100);
    expect(Math.max(...collecting.stored.values())).toBe(1);
    const batch = messages.find((entry) => entry.type === 'batch' && entry.records.length > 0);
    expect(batch).toMatchObject({
      records: expect.arrayContaining([
        expect.objectContaining({ latitude: 48.5, browser: 'a "quoted",\nbroken one' }),
      ]),
    });
    expect(collecting.org.counted).toBe(1 + 1 + 4);
  });

  it('commits the job before it waits, and goes on with it in another process', async () => {
    const collecting = new Collecting(100, { pageRows: 30, polls: 6 });
    const waits: CollectMessage[] = [];
    for (let slices = 0; slices < 9; slices += 1) {
      const end = (await collecting.run()).at(-1);
      if (end?.type !== 'wait') break;
      waits.push(end);
      collecting.clock.set(end.until);
    }

    expect(waits.length).toBeGreaterThan(0);
    expect(collecting.bulk.jobs).toBe(1);
    expect(collecting.stored.size).toBe(100);
  });

  it('asks again for a page that broke off', async () => {
    const collecting = new Collecting(100, { pageRows: 30, breaks: (count) => count === 2 });

    await collecting.run();

    expect(collecting.stored.size).toBe(100);
    expect([...collecting.bulk.pages.values()]).toEqual([1, 2, 1, 1]);
  });

  it('fails after three pages that broke off, and keeps the job', async () => {
    let isDown = true;
    const collecting = new Collecting(100, { pageRows: 30, breaks: (n) => isDown && n > 1 });

    const end = (await collecting.run()).at(-1);
    isDown = false;
    await collecting.run();

    expect(end).toMatchObject({ type: 'failed', error: { code: 'HTTP_BODY_BROKEN' } });
    expect(collecting.stored.size).toBe(100);
    expect(collecting.bulk.jobs).toBe(1);
  });

  it.each([
    ['was refused', { refusal: { errorCode: 'INVALIDENTITY', message: 'not supported' } }],
    ['failed', { ends: 'Failed' as const }],
    ['was aborted', { ends: 'Aborted' as const }],
    ['is gone', { forgets: () => true }],
    ['is gone in its middle', { forgets: (count: number) => count > 2 }],
  ])('leaves the rows to queries when the job %s', async (_, options) => {
    const collecting = new Collecting(100, { pageRows: 30, ...options });

    await collecting.run();

    expect(collecting.stored.size).toBe(100);
    expect(collecting.bulk.jobs).toBeLessThanOrEqual(1);
  });

  it('remembers for a week that the org refuses', async () => {
    const refusal = { errorCode: 'INVALIDENTITY', message: 'not supported' };
    const collecting = new Collecting(100, { pageRows: 30, refusal });
    await collecting.run();
    const posts = () => collecting.org.http.requests.filter(isJobRequest).length;
    expect(posts()).toBe(1);

    collecting.clock.advance(6 * 86_400_000);
    await collecting.run();

    expect(posts()).toBe(1);
  });

  it('makes the job without a field that is hidden', async () => {
    const collecting = new Collecting(
      60,
      { pageRows: 30 },
      { hidden: ['LoginHistory.TlsProtocol'] },
    );
    collecting.org.http.on('POST', '/services/data/v66.0/jobs/query', ({ json }) => {
      const { query } = json as { query: string };
      if (!query.includes('TlsProtocol'))
        return { status: 400, json: [{ errorCode: 'API_ERROR' }] };
      const message = "No such column 'TlsProtocol' on entity 'LoginHistory'.";
      return { status: 400, json: [{ errorCode: 'INVALID_FIELD', message }] };
    });

    await collecting.run();

    expect(collecting.org.http.requests.filter(isJobRequest)).toHaveLength(2);
    expect(collecting.stored.size).toBe(60);
  });

  it('reads anew what a job had that the org no longer keeps', async () => {
    const collecting = new Collecting(100, { pageRows: 30 });
    await collecting.run(3);
    collecting.clock.advance(8 * 86_400_000);

    await collecting.run();

    expect(collecting.stored.size).toBe(100);
  });

  it('asks again for one page at most after a kill, whatever the moment', async () => {
    const scenario = fc.record({
      rows: fc.integer({ min: 1, max: 90 }),
      pageRows: fc.integer({ min: 1, max: 40 }),
      polls: fc.integer({ min: 0, max: 3 }),
      kills: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 5 }),
      broken: fc.integer({ min: 2, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ kills, rows, broken, ...options }) => {
        const breaks = (count: number) => count % broken === 0;
        const collecting = new Collecting(rows, { ...options, breaks });
        for (const kill of kills) await collecting.run(kill);
        for (;;) {
          const end = (await collecting.run()).at(-1);
          if (end?.type !== 'wait') break;
          collecting.clock.set(end.until);
        }

        expect(collecting.stored.size).toBe(rows);
        expect(collecting.bulk.jobs).toBe(1);
        const asked = [...collecting.bulk.pages.values()];
        const repeated = asked.reduce((sum, times) => sum + times - 1, 0);
        const brokenOff = Math.floor((repeated + asked.length) / broken);
        expect(repeated).toBeLessThanOrEqual(kills.length + brokenOff);
      }),
      { numRuns: 100 },
    );
  });
});

function isJobRequest({ method, address }: { method: string; address: URL }): boolean {
  return method === 'POST' && address.pathname.endsWith('/jobs/query');
}
