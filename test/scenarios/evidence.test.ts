import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startHost } from './support/host.js';
import { expectRefused } from './support/refusal.js';
import { repack, unpack } from './support/repack.js';
import { Rollcall } from './support/rollcall.js';
import { type Scene, setScene } from './support/scene.js';

interface PackJson {
  readonly sha256: string;
  readonly bytes: number;
  readonly files: readonly { readonly name: string; readonly records: number | null }[];
  readonly completeness: readonly { readonly title: string; readonly stored: number }[];
}

interface ReviewJson {
  readonly id: string;
  readonly state: string;
  readonly totals: { readonly lines: number; readonly waiting: number; readonly revoked: number };
}

interface VerifiedJson {
  readonly verified: boolean;
  readonly sha256: string;
  readonly faults: readonly { readonly file: string | null; readonly message: string }[];
}

let scene: Scene;
let pack: PackJson;
let file = '';
/** A command line with neither home nor database. */
let elsewhere: Rollcall;

beforeAll(async () => {
  scene = await setScene({ users: 60, signIns: 3_000, seed: 11 });
  await scene.add();
  await scene.rollcall.json(['integration', 'collect', 'Acme']);
  file = join(scene.folder, 'pack.zip');
  pack = await scene.rollcall.json<PackJson>(['report', 'sign-ins', '--evidence', file]);
  elsewhere = new Rollcall('/nowhere/at/all', {});
});

afterAll(() => scene[Symbol.asyncDispose]());

const verify = async (path: string, more: readonly string[] = []) => {
  const outcome = await elsewhere.run(['report', 'verify', path, ...more, '--json']);
  return { code: outcome.code, ...outcome.json<VerifiedJson>() };
};

describe('an evidence pack', () => {
  it('has every sign-in, and is found to be whole where there is only the file', async () => {
    const signIns = await scene.export('sign_in');
    const files = await unpack(file);

    const found = await verify(file, ['--sha256', pack.sha256]);

    expect(found).toMatchObject({ code: 0, verified: true, faults: [], sha256: pack.sha256 });
    const packed = (files.get('sign-ins.ndjson')?.toString() ?? '').trim().split('\n');
    const ids = packed.map((line): string => JSON.parse(line).id);
    expect(new Set(ids)).toEqual(new Set(signIns.map(({ id }) => id)));
    expect(pack.files.find(({ name }) => name === 'sign-ins.csv')?.records).toBe(ids.length);
  });

  it('is the same twice but for the time that it tells', async () => {
    const again = join(scene.folder, 'again.zip');
    await scene.rollcall.json(['report', 'sign-ins', '--evidence', again]);

    const [one, two] = [await unpack(file), await unpack(again)];
    const differing = [...one].filter(([name, bytes]) => !two.get(name)?.equals(bytes));

    expect([...one.keys()]).toEqual([...two.keys()]);
    for (const [name, bytes] of differing) {
      expect(withoutTimes(two.get(name)), name).toBe(withoutTimes(bytes));
    }
    expect(differing.map(([name]) => name)).not.toContain('sign-ins.ndjson');
  });

  it.each([0.001, 0.2, 0.5, 0.8, 0.999])(
    'tells that one bit was flipped at %d of it',
    async (at) => {
      const bytes = await readFile(file);
      const place = Math.floor(bytes.length * at);
      bytes[place] = (bytes[place] ?? 0) ^ 1;
      const flipped = join(scene.folder, 'flipped.zip');
      await writeFile(flipped, bytes);

      const outcome = await elsewhere.run(['report', 'verify', flipped, '--json']);

      expect(outcome.code).toBeGreaterThan(0);
      expect(outcome.stdout).toMatch(/damaged|changed|no evidence pack/);
    },
  );

  it.each([
    ['a file was removed', 'findings.json', 'it is missing'],
    ['a file was added', 'more.json', 'it is not in the manifest'],
    ['a file was changed', 'sign-ins.ndjson', 'its content was changed'],
    ['a record was taken out of a file', 'sign-ins.csv', 'records, the manifest says'],
    ['the manifest was changed', 'sign-ins.ndjson', 'its content was changed'],
    ['completeness was changed', 'completeness.json', 'says something else of completeness'],
  ])('tells that %s', async (what, name, message) => {
    const changed = join(scene.folder, 'changed.zip');
    await repack(file, changed, (files) => forge(files, what));

    const found = await verify(changed);

    expect(found.code).toBe(1);
    const messages = found.faults.filter((fault) => fault.file === name).map((f) => f.message);
    expect(messages.join()).toContain(message);
    expect(found.faults.map((fault) => fault.message)).toContainEqual(
      expect.stringContaining('packed anew'),
    );
  });

  it('made anew is told by the SHA-256 that was kept', async () => {
    const other = join(scene.folder, 'other.zip');
    await scene.rollcall.json(['report', 'sign-ins', '--from', '2020-01-01', '--evidence', other]);

    const found = await verify(other, ['--sha256', pack.sha256]);

    expect(found.code).toBe(1);
    expect(found.faults.map(({ message }) => message).join()).toContain(`not ${pack.sha256}`);
  });

  it('is made and fetched through the API as well, whole and with the same data', async () => {
    await using host = await startHost(scene.rollcall);
    const address = '/reports/sign-ins/evidence';

    const made = await host.call('POST', address, { integration: 'Acme' });
    const told: PackJson = JSON.parse(await made.text());
    const place = `${address}/${told.sha256}`;
    const sent = await host.call('GET', place);
    const fetched = join(scene.folder, 'fetched.zip');
    await writeFile(fetched, Buffer.from(await sent.arrayBuffer()));

    expect([made.status, made.headers.get('location')]).toEqual([201, `/api/v1${place}`]);
    expect(sent.headers.get('content-type')).toBe('application/zip');
    expect(await verify(fetched, ['--sha256', told.sha256])).toMatchObject({ code: 0, faults: [] });
    const [one, two] = [await unpack(file), await unpack(fetched)];
    expect(two.get('sign-ins.ndjson')?.equals(one.get('sign-ins.ndjson') ?? Buffer.of())).toBe(
      true,
    );
    const another = await host.call('POST', address, { from: '2020-01-01' });
    const statuses = await Promise.all([
      host.call('POST', address, { from: 'May' }),
      host.call('POST', address, { integration: 'nobody' }),
      host.call('GET', `${address}/${'0'.repeat(64)}`),
      host.call('GET', place),
    ]);
    expect([another.status, ...statuses.map(({ status }) => status)]).toEqual([
      ...[201, 400, 404, 404, 404],
    ]);
  });

  it('that is cut off, or none at all, is refused', async () => {
    const cut = join(scene.folder, 'cut.zip');
    await writeFile(cut, (await readFile(file)).subarray(0, 10_000));

    for (const path of [cut, join(scene.folder, 'home', 'rollcall.log'), scene.folder]) {
      const outcome = await elsewhere.run(['report', 'verify', path, '--json']);
      expect([2, 5]).toContain(outcome.code);
    }
    expectRefused(await elsewhere.run(['report', 'verify', join(scene.folder, 'x'), '--json']), {
      exit: 5,
      code: 'NOT_FOUND',
      says: /there is no file/,
      hints: /evidence pack/,
    });
  });
});

describe('a review', () => {
  it('keeps what was judged when more is collected, and ends in evidence', async () => {
    const { rollcall } = scene;
    const started = await rollcall.json<ReviewJson>(['review', 'start', 'sign-ins']);
    const id = started.id;
    const [user] = scene.org.truth.neverSignedIn();
    scene.org.mutate.addSignIns([{ userId: user ?? '', time: scene.org.clock.now() - 60_000 }]);
    await rollcall.json(['integration', 'collect', 'Acme']);
    const out = join(scene.folder, 'review.zip');
    const tooEarly = await rollcall.run(['review', 'evidence', id, '--out', out, '--json']);
    const complete = [
      'review',
      'complete',
      id,
      '--reviewer',
      'Ada',
      '--statement',
      'I judged all.',
    ];
    const unjudged = await rollcall.run([...complete, '--json']);

    await rollcall.json(['review', 'decide', id, '1', '--as', 'revoke', '--note', 'left in May']);
    const decided = await rollcall.json<ReviewJson>([
      ...['review', 'decide', id, 'waiting', '--as', 'accept'],
    ]);
    const completed = await rollcall.json<ReviewJson>(complete);
    const late = await rollcall.run(['review', 'decide', id, '1', '--as', 'accept', '--json']);
    const packed = await rollcall.json<PackJson>(['review', 'evidence', id, '--out', out]);

    expectRefused(tooEarly, { code: 'INPUT_INVALID', says: /not completed/, hints: /wait/ });
    expectRefused(unjudged, { code: 'INPUT_INVALID', says: /lines? wait/, hints: /Judge/ });
    expectRefused(late, { code: 'INPUT_INVALID', says: /is completed/, hints: /another/ });
    expect(started.totals.lines).toBeGreaterThan(3);
    expect(decided.totals).toMatchObject({ waiting: 0, revoked: 1, lines: started.totals.lines });
    expect(completed.state).toBe('completed');
    expect(await verify(out, ['--sha256', packed.sha256])).toMatchObject({ code: 0 });
    const files = await unpack(out);
    const stored = Number(JSON.parse(files.get('report.json')?.toString() ?? '').signIns);
    expect(packed.files.find(({ name }) => name === 'sign-ins.ndjson')?.records).toBe(stored);
    expect(files.get('review.csv')?.toString()).toContain('left in May');
    expect(files.get('README.txt')?.toString()).toContain('I judged all.');
    const shown = await rollcall.run(['review', 'show', id.slice(0, 6)]);
    expect(shown.stdout).toContain(`SHA-256 ${packed.sha256}`);
  });

  it('of access has a line for each way to a privileged capability', async () => {
    const { rollcall } = scene;
    const { id, totals } = await rollcall.json<ReviewJson>([
      ...['review', 'start', 'access', '--from', '2020-01-01'],
    ]);

    const report = await rollcall.json<{ holders: readonly { paths: readonly unknown[] }[] }>([
      ...['report', 'access'],
    ]);

    const paths = report.holders.reduce((sum, holder) => sum + holder.paths.length, 0);
    expect(totals.lines).toBe(paths);
    const question = await rollcall.run([
      'review',
      'decide',
      id,
      '1',
      '--as',
      'question',
      '--json',
    ]);
    expectRefused(question, { code: 'INPUT_INVALID', says: /needs a note/, hints: /asked/ });
    const { reviews } = await rollcall.json<{ reviews: readonly ReviewJson[] }>([
      ...['review', 'list', '--kind', 'access'],
    ]);
    expect(reviews.map((review) => review.id)).toEqual([id]);
  });
});

function withoutTimes(bytes: Buffer | undefined): string {
  return (bytes?.toString() ?? '')
    .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, 'then')
    .replace(/"sha256": "[0-9a-f]{64}"/g, 'digest');
}

/** Changes one thing in a pack, as somebody would who knows its form. */
function forge(files: Map<string, Buffer>, what: string): void {
  const edit = (name: string, change: (text: string) => string): void => {
    files.set(name, Buffer.from(change(files.get(name)?.toString() ?? '')));
  };
  const takeLast = (text: string): string =>
    `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`;
  if (what === 'a file was removed') files.delete('findings.json');
  if (what === 'a file was added') files.set('more.json', Buffer.from('{}'));
  if (what === 'a file was changed') edit('sign-ins.ndjson', (t) => t.replace('{', '{ '));
  if (what === 'a record was taken out of a file') edit('sign-ins.csv', takeLast);
  if (what === 'the manifest was changed') edit('MANIFEST.json', otherDigest);
  if (what === 'completeness was changed') {
    edit('completeness.json', (text) => {
      const data = JSON.parse(text);
      const [stream] = data.streams;
      stream.spans.push({ stored: 1, provider: 2, status: 'gap' });
      return JSON.stringify(data);
    });
    const bytes = files.get('completeness.json') ?? Buffer.alloc(0);
    edit('MANIFEST.json', (text) => {
      const manifest = JSON.parse(text);
      const told = manifest.files.find(
        (each: { name: string }) => each.name === 'completeness.json',
      );
      Object.assign(told, { bytes: bytes.length, sha256: digestOf(bytes) });
      return JSON.stringify(manifest);
    });
  }
}

function otherDigest(text: string): string {
  const manifest = JSON.parse(text);
  const told = manifest.files.find((each: { name: string }) => each.name === 'sign-ins.ndjson');
  told.sha256 = digestOf(Buffer.from('other'));
  return JSON.stringify(manifest);
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
