import { type HttpRequest, RollcallError } from '@rollcall/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { text } from '../api/row.js';
import type { OrgRow } from '../fixtures/soql-reader.js';
import { orgId, TinyOrg, type TinyOrgOptions } from '../fixtures/tiny-org.js';
import { newKnowledge } from '../reading/knowledge.js';
import type { Reading } from '../reading/read-tables.js';
import { signIns } from '../streams/sign-ins.js';
import { chooseLanes } from './lanes.js';
import { readEvents } from './read-events.js';
import { planWindows, type ReadState, writeState } from './windows.js';

const now = new Date('2026-11-01T10:00:00.000Z');
const beginning = planWindows(undefined, { now, notBefore: undefined });

function orgOf(ages: readonly number[], options: TinyOrgOptions = {}): TinyOrg {
  const rows = ages.map((secondsAgo, number): OrgRow => {
    const time = new Date(now.getTime() - secondsAgo * 1000).toISOString();
    return { Id: orgId('0Ya', number), LoginTime: time.replace('Z', '+0000'), Status: 'Success' };
  });
  return new TinyOrg({ ...options, tables: { LoginHistory: rows } });
}

function everySecond(rows: number): number[] {
  return Array.from({ length: rows }, (_, number) => rows - number);
}

function readingOf(org: TinyOrg): Reading {
  return { http: org.http, knowledge: newKnowledge(now), signal: new AbortController().signal };
}

type Ways = { readonly lanes?: number; readonly isComposite?: boolean };

/** Reads until the end, or a crash after so many pages; gives what was committed. */
async function readInto(
  stored: Map<string, number>,
  reading: Reading,
  start: Ways & { readonly state: ReadState; readonly pages?: number },
): Promise<ReadState> {
  let { state } = start;
  let pages = 0;
  for await (const page of readEvents(reading, signIns, start)) {
    for (const row of page.rows) {
      const id = text(row, 'Id') ?? '';
      stored.set(id, (stored.get(id) ?? 0) + 1);
    }
    state = page.state;
    pages += 1;
    if (pages === start.pages) break;
  }
  return state;
}

describe('reading several windows at once', () => {
  it('reads five parts of a long window with each composite', async () => {
    const org = orgOf(everySecond(24_000));
    const stored = new Map<string, number>();

    await readInto(stored, readingOf(org), { state: beginning, isComposite: true });

    expect(stored.size).toBe(24_000);
    expect(Math.max(...stored.values())).toBe(1);
    expect(org.counted).toBeLessThanOrEqual(5);
  });

  it('leaves composites, and remembers it, when they carry less than a page of its own', async () => {
    const pageSize = (isComposite: boolean) => (isComposite ? 200 : 2000);
    const org = orgOf(everySecond(20_000), { pageSize });
    const reading = readingOf(org);
    const stored = new Map<string, number>();

    await readInto(stored, reading, { state: beginning, isComposite: true, lanes: 2 });

    expect(stored.size).toBe(20_000);
    expect(org.counted).toBeLessThanOrEqual(15);
    expect(reading.knowledge.compositeRows).toBe(200);
  });

  it('stores what came beside a page that failed', async () => {
    const org = orgOf(everySecond(20_000));
    let asked = 0;
    const request = (wanted: HttpRequest) => {
      asked += 1;
      if (asked === 3) throw new RollcallError('HTTP_UNAVAILABLE', 'the org is down');
      return org.http.request(wanted);
    };
    const stream = (wanted: HttpRequest) => org.http.stream(wanted);
    const reading = { ...readingOf(org), http: { request, stream } };
    const stored = new Map<string, number>();

    const end = readInto(stored, reading, { state: beginning, lanes: 2 });

    await expect(end).rejects.toMatchObject({ code: 'HTTP_UNAVAILABLE' });
    expect(stored.size).toBe(4000);
  });

  it('leaves a hidden field out of all of them', async () => {
    const org = orgOf(everySecond(12_000), { hidden: ['LoginHistory.TlsProtocol'] });
    const stored = new Map<string, number>();

    await readInto(stored, readingOf(org), { state: beginning, isComposite: true });

    expect(stored.size).toBe(12_000);
  });

  it('loses nothing whatever the ties, page sizes, lost locators, time-outs and crashes', async () => {
    const scenario = fc.record({
      rows: fc.integer({ min: 1, max: 40 }),
      ties: fc.integer({ min: 1, max: 30 }),
      stretch: fc.constantFrom(1, 60, 3600, 200_000),
      scale: fc.constantFrom(1, 300),
      page: fc.constantFrom(3, 700, 2000),
      lost: fc.integer({ min: 2, max: 6 }),
      timeout: fc.integer({ min: 3, max: 30 }),
      crashes: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
      ways: fc.record({ lanes: fc.integer({ min: 1, max: 2 }), isComposite: fc.boolean() }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ ways, crashes, lost, timeout, ...drawn }) => {
        const count = drawn.page === 3 ? drawn.rows : drawn.rows * drawn.scale;
        const ages = Array.from(
          { length: count },
          (_, number) => 60 + Math.floor(number / drawn.ties) * drawn.stretch,
        );
        let queries = 0;
        const org = orgOf(ages, {
          pageSize: () => drawn.page,
          losesLocator: (locators) => locators % lost === 0,
          timesOut: () => ++queries === timeout,
        });
        const reading = readingOf(org);
        const stored = new Map<string, number>();
        let state = beginning;
        for (const pages of [...crashes, Number.POSITIVE_INFINITY]) {
          state = await readInto(stored, reading, { state, pages, ...ways });
          state = planWindows(writeState(state), { now, notBefore: undefined });
        }

        const kept = ages.filter((age) => age < 3 * 366 * 86_400).length;
        expect(stored.size).toBe(kept);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('chooseLanes', () => {
  const day = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' };
  const before = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
  const state: ReadState = { head: day.to, windows: [day, before] };

  const knowing = (rows: number) => ({
    rows: new Map([[day.to, rows]]),
    parts: new Set<string>(),
  });

  it('goes on with the parts that it made, and cuts no more than there are lanes', () => {
    const known = knowing(100_000);
    const { state: cut, windows } = chooseLanes(state, 5, known);

    expect(chooseLanes(cut, 5, known)).toEqual({ state: cut, windows });
  });

  it('takes older windows only where the newer are not worth cutting', () => {
    const small = chooseLanes(state, 5, knowing(3000));
    const large = chooseLanes(state, 5, knowing(100_000));

    expect(small.windows).toEqual([day, before]);
    expect(large.windows).toHaveLength(5);
    expect(large.windows.every((window) => window.from >= day.from)).toBe(true);
    expect(large.state.windows.at(-1)).toBe(before);
  });

  it('reads one window at a time in an org that gives up on long ones', () => {
    const { windows } = chooseLanes({ ...state, span: 3_600_000 }, 5, knowing(100_000));

    expect(windows).toHaveLength(1);
  });

  it('leaves windows of jobs alone', () => {
    const made = day.to;
    const bulk = { job: '1', madeAt: made, pollAt: made, rows: 9, read: 0, isComplete: false };

    expect(
      chooseLanes({ ...state, windows: [{ ...day, bulk }, before] }, 5, knowing(0)).windows,
    ).toEqual([before]);
  });
});
