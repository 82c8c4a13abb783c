import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { text } from '../api/row.js';
import type { OrgRow } from '../fixtures/soql-reader.js';
import { orgId, TinyOrg, type TinyOrgOptions } from '../fixtures/tiny-org.js';
import { newKnowledge } from '../reading/knowledge.js';
import type { Reading } from '../reading/read-tables.js';
import { signIns } from '../streams/sign-ins.js';
import { eventStreams } from '../streams/streams.js';
import { readEvents } from './read-events.js';
import { planWindows, type ReadState, readState, writeState } from './windows.js';

const now = new Date('2026-11-01T10:00:00.000Z');

function rowAt(number: number, secondsAgo: number, present = now, stream = signIns): OrgRow {
  const time = new Date(present.getTime() - secondsAgo * 1000).toISOString();
  return { Id: orgId('0Ya', number), [stream.timeField]: time.replace('Z', '+0000') };
}

function readingOf(org: TinyOrg): Reading {
  return { http: org.http, knowledge: newKnowledge(now), signal: new AbortController().signal };
}

function orgOf(rows: OrgRow[], options: TinyOrgOptions = {}, stream = signIns): TinyOrg {
  return new TinyOrg({ ...options, tables: { [stream.object]: rows } });
}

/** Reads pages until the end, or until `atMost` are committed; gives the state that was committed. */
async function readInto(
  stored: Map<string, number>,
  org: TinyOrg,
  state: ReadState,
  atMost = Number.POSITIVE_INFINITY,
  stream = signIns,
): Promise<ReadState> {
  let committed = state;
  let pages = 0;
  for await (const page of readEvents(readingOf(org), stream, { state })) {
    for (const row of page.rows) {
      const id = text(row, 'Id') ?? '';
      stored.set(id, (stored.get(id) ?? 0) + 1);
    }
    committed = page.state;
    pages += 1;
    if (pages >= atMost) break;
  }
  return readState(writeState(committed)) ?? committed;
}

describe('readEvents', () => {
  it('loses and repeats nothing of 5,000 sign-ins in one second, whatever the page size', async () => {
    const rows = Array.from({ length: 5000 }, (_, number) => rowAt(number, 3600));
    const stored = new Map<string, number>();

    await readInto(
      stored,
      orgOf(rows, { pageSize: () => 333 }),
      planWindows(undefined, { now, notBefore: undefined }),
    );

    expect(stored.size).toBe(5000);
    expect(Math.max(...stored.values())).toBe(1);
  });

  it('reads the last 90 days before what is older', async () => {
    const rows = [rowAt(1, 170 * 86_400), rowAt(2, 60), rowAt(3, 89 * 86_400)];
    const stored = new Map<string, number>();

    await readInto(stored, orgOf(rows), planWindows(undefined, { now, notBefore: undefined }));

    expect([...stored.keys()]).toEqual([orgId('0Ya', 3), orgId('0Ya', 2), orgId('0Ya', 1)]);
  });

  it('continues after the last row when a locator is lost', async () => {
    const rows = Array.from({ length: 100 }, (_, number) =>
      rowAt(number, 5000 - Math.floor(number / 7)),
    );
    const stored = new Map<string, number>();
    const org = orgOf(rows, { pageSize: () => 10, losesLocator: (count) => count % 3 === 0 });

    await readInto(stored, org, planWindows(undefined, { now, notBefore: undefined }));

    expect(stored.size).toBe(100);
    expect(Math.max(...stored.values())).toBe(1);
  });

  it('goes by time alone where ids cannot be compared', async () => {
    const rows = Array.from({ length: 60 }, (_, number) =>
      rowAt(number, 5000 - Math.floor(number / 4)),
    );
    const stored = new Map<string, number>();
    const org = orgOf(rows, {
      pageSize: () => 10,
      losesLocator: (count) => count === 2,
      refusesIdFilter: true,
    });

    await readInto(stored, org, planWindows(undefined, { now, notBefore: undefined }));

    expect(stored.size).toBe(60);
  });

  it('halves a window that the org gives up on, and remembers how long it may be', async () => {
    const rows = Array.from({ length: 200 }, (_, number) => rowAt(number, number * 40_000));
    const stored = new Map<string, number>();
    const org = orgOf(rows, { timesOut: (query) => spanOf(query.where) > 40 * 86_400_000 });

    await readInto(stored, org, planWindows(undefined, { now, notBefore: undefined }));

    expect(stored.size).toBe(200);
  });

  it('fails with the window when a minute is still too long', async () => {
    const org = orgOf([rowAt(1, 60)], { timesOut: () => true });

    const reading = readInto(new Map(), org, planWindows(undefined, { now, notBefore: undefined }));

    await expect(reading).rejects.toMatchObject({ code: 'QUERY_TIMEOUT', retryable: true });
  });

  it('says where it is stuck when every locator is lost and no position helps', async () => {
    const rows = Array.from({ length: 50 }, (_, number) => rowAt(number, 600));
    const org = orgOf(rows, {
      pageSize: () => 10,
      losesLocator: () => true,
      refusesIdFilter: true,
    });

    const reading = readInto(new Map(), org, planWindows(undefined, { now, notBefore: undefined }));

    await expect(reading).rejects.toMatchObject({
      code: 'CURSOR_STUCK',
      message: expect.stringContaining('2026-11-01T09:50:00.000Z'),
    });
  });

  it('re-reads no committed page after a crash', async () => {
    const rows = Array.from({ length: 100 }, (_, number) => rowAt(number, 5000 - number));
    const org = orgOf(rows, { pageSize: () => 10 });
    const stored = new Map<string, number>();

    const committed = await readInto(
      stored,
      org,
      planWindows(undefined, { now, notBefore: undefined }),
      5,
    );
    const later = new Date(now.getTime() + 60_000);
    await readInto(
      stored,
      org,
      planWindows(writeState(committed), { now: later, notBefore: undefined }),
    );

    expect(stored.size).toBe(100);
    expect(Math.max(...stored.values())).toBe(1);
  });

  it.each(eventStreams.map((stream) => [stream.label, stream] as const))(
    'finds all %s whatever the ties, page sizes, lost locators, late rows and crashes',
    async (_, stream) => {
      const scenario = fc.record({
        ages: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 60 }),
        stretch: fc.constantFrom(1, 60, 3600, 40_000),
        pages: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        crashes: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 5 }),
        late: fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 8 }),
        lost: fc.integer({ min: 2, max: 6 }),
      });
      await fc.assert(
        fc.asyncProperty(scenario, async ({ ages, stretch, pages, crashes, late, lost }) => {
          const rows = ages.map((age, number) => rowAt(number, age * stretch, now, stream));
          let turn = 0;
          const faults = {
            pageSize: () => pages[turn++ % pages.length] ?? 1,
            losesLocator: (count: number) => count % lost === 0,
          };
          const org = orgOf(rows, faults, stream);
          const stored = new Map<string, number>();
          let present = now.getTime();
          let state = planWindows(undefined, { now, notBefore: undefined });
          for (const crash of [...crashes, Number.POSITIVE_INFINITY]) {
            state = await readInto(stored, org, state, crash, stream);
            present += 30_000;
            state = planWindows(writeState(state), {
              now: new Date(present),
              notBefore: undefined,
            });
          }
          // Rows that become visible only now, stamped up to 15 minutes before the run that just ended.
          const ended = present - 30_000;
          for (const [place, seconds] of late.entries()) {
            rows.push(rowAt(1000 + place, seconds, new Date(ended), stream));
          }
          state = await readInto(stored, org, state, Number.POSITIVE_INFINITY, stream);

          for (const row of rows) expect(stored.has(String(row.Id))).toBe(true);
          expect(state.windows).toEqual([]);
          expect(Date.parse(state.head)).toBeLessThanOrEqual(present - 120_000);
        }),
        { numRuns: 100 },
      );
    },
  );
});

function spanOf(where: string): number {
  const [from = '', to = ''] = [...where.matchAll(/LoginTime (?:>=|<) (\S+Z)/g)].map(
    (m) => m[1] ?? '',
  );
  return Date.parse(to) - Date.parse(from);
}
