import type { OrgSettings } from '@rollcall/test/org';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { type Scene, setScene } from './support/scene.js';
import type { CollectJson } from './support/shapes.js';

const signIns = ['--stream', 'sign-ins'];
/** An org of 45,000 sign-ins: enough for a Bulk job. */
const size = { users: 60, signIns: 45_000, seed: 3 };
const untouched: Partial<OrgSettings> = {
  ...{ maxBulkPage: undefined, bulkErrorMessage: undefined, bulkRefused: [] },
  ...{ compositePage: undefined },
};
let shared: Scene;
let scene: Scene;
let count = 0;
let name = '';

const collectArgs = () => ['integration', 'collect', name, ...signIns, '--json'];

beforeAll(async () => {
  shared = await setScene(size, { ROLLCALL_LEASE_SECONDS: '4' });
});

afterEach(() => {
  shared.org.faults.clear();
  shared.org.onRequest = undefined;
});

afterAll(() => shared[Symbol.asyncDispose]());

/** A new integration of the org, which behaves as asked; of an org of its own, where one is given. */
async function begin(settings: Partial<OrgSettings> = {}, own?: Scene): Promise<void> {
  count += 1;
  name = `Org ${count}`;
  scene = own ?? shared;
  scene.org.change({ ...untouched, ...settings });
  await scene.add(name);
  scene.org.log.clear();
}

async function collected(): Promise<CollectJson> {
  const outcome = await scene.rollcall.run(collectArgs());
  expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
  return outcome.json<CollectJson>();
}

async function expectEachOnce(): Promise<void> {
  const ids = (await scene.export('sign_in', name)).map((record) => record.id);
  expect(new Set(ids)).toEqual(scene.org.truth.ids('LoginHistory'));
  expect(ids.length).toBe(new Set(ids).size);
}

/** Requests to the Bulk API, by what they ask for. */
function bulkRequests() {
  const paths = scene.org.requests.map(({ method, path }) => `${method} ${path}`);
  return {
    jobs: paths.filter((path) => /^POST .*\/jobs\/query\/?$/.test(path)).length,
    pages: paths.filter((path) => path.includes('/results')),
  };
}

describe('many sign-ins', () => {
  it('come by one Bulk job, each once, for what the plan said', async () => {
    await begin({ maxBulkPage: 10_000 });
    const plan = await scene.rollcall.json<{
      readonly streams: Readonly<Record<string, { requests: number; transport: string }>>;
    }>(['integration', 'plan', name]);

    const { streams, quota } = await collected();

    expect(plan.streams['sign-ins']?.transport).toBe('Bulk');
    expect(bulkRequests().jobs).toBe(1);
    expect(streams['sign-ins']).toMatchObject({ status: 'done' });
    expect(quota.spentByRun).toBeLessThanOrEqual(16);
    await expectEachOnce();
  });

  it('come in composites where the org refuses Bulk, which is not asked again', async () => {
    await begin({ bulkRefused: ['LoginHistory'] });

    const first = await collected();
    await collected();

    expect(first.streams['sign-ins']?.requests).toBeLessThanOrEqual(10);
    expect(bulkRequests()).toMatchObject({ jobs: 1, pages: [] });
    await expectEachOnce();
  });

  it('come page by page where composites are short as well', async () => {
    await begin({ bulkRefused: ['LoginHistory'], compositePage: 200 });

    const { streams } = await collected();

    expect(streams['sign-ins']?.requests).toBeLessThanOrEqual(32);
    await expectEachOnce();
  });

  it('come without Bulk where no job is left for the day', async () => {
    await using own = await setScene(size);
    await begin({ bulkJobLimit: 0 }, own);

    await collected();

    expect(bulkRequests().pages).toEqual([]);
    await expectEachOnce();
  });

  it('come without Bulk where the job fails', async () => {
    await begin({ bulkErrorMessage: 'QUERY_TIMEOUT: your query ran too long' });

    await collected();

    expect(bulkRequests()).toMatchObject({ jobs: 1, pages: [] });
    await expectEachOnce();
  });

  it('come each once when a page of the result breaks off in its middle', async () => {
    await begin({ maxBulkPage: 15_000 });
    scene.org.faults.add({
      kind: 'reset-mid-body',
      match: { path: '/results.*locator' },
      times: 1,
    });

    await collected();

    expect(bulkRequests().pages).toHaveLength(4 + 1);
    await expectEachOnce();
  });
});

describe('kill -9 of the host inside a Bulk result', () => {
  it.each([1, 2, 4])('reads each sign-in once, and few pages again (page %i)', async (page) => {
    await begin({ maxBulkPage: 10_000 });
    const first = scene.rollcall.start(collectArgs());
    let seen = 0;
    scene.org.onRequest = async ({ path }) => {
      if (!path.includes('/results')) return;
      seen += 1;
      if (seen === page) first.process.kill('SIGKILL');
    };
    await first.outcome;
    scene.org.onRequest = undefined;

    await collected();

    expect(bulkRequests().jobs).toBe(1);
    // the page that was asked for, and the one before while its last batches are being stored
    expect(bulkRequests().pages.length).toBeLessThanOrEqual(5 + 2);
    await expectEachOnce();
  });
});
