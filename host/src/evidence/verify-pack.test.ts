import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';

import type { PackContents } from './manifest.js';
import { verifyPack } from './verify-pack.js';
import { writePack } from './write-pack.js';

const contents: PackContents = {
  ...{ title: 'Sample', kind: 'sign-ins', madeAt: '2026-06-01T12:00:00.000Z', tool: 'Rollcall 1' },
  ...{ catalogue: '1 check', parameters: {}, completeness: [], review: null },
};
const files = [
  { name: 'a.ndjson', parts: () => ['{"a":1}\n', '{"a":2}\n'] },
  { name: 'b.csv', parts: () => ['id,text\r\n', '1,"two\nlines, ""quoted"""\r\n', '2,\r\n'] },
  { name: 'empty.csv', parts: () => ['id\r\n'] },
  { name: 'nothing.ndjson', parts: () => [] },
];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-pack-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const path = (name: string): string => join(folder, name);

/** A ZIP of empty files with these names; any name, too, that no honest program would write. */
async function zipOf(names: readonly string[], bytes = Buffer.from('{}')): Promise<Buffer> {
  const zip = new ZipFile();
  const safe = names.map((name, index) => `${index}`.padEnd(name.length, '_'));
  for (const name of safe) zip.addBuffer(bytes, name);
  zip.end();
  let whole = await buffer(zip.outputStream);
  names.forEach((name, index) => {
    whole = Buffer.from(whole.toString('latin1').replaceAll(safe[index] ?? '', name), 'latin1');
  });
  return whole;
}

describe('an evidence pack', () => {
  it('is found to be whole, and counts its records', async () => {
    const written = await writePack(path('good.zip'), contents, files);

    const found = await verifyPack(path('good.zip'), written.sha256.toUpperCase());

    expect(found).toMatchObject({ verified: true, faults: [], sha256: written.sha256 });
    expect(found.manifest?.files.map(({ name, records }) => [name, records])).toEqual([
      ['a.ndjson', 2],
      ['b.csv', 2],
      ['empty.csv', 0],
      ['nothing.ndjson', 0],
    ]);
  });

  it('has the same bytes each time, in any time zone', async () => {
    const zone = process.env.TZ;
    const all: Buffer[] = [];
    for (const name of ['Pacific/Auckland', 'America/Lima', 'UTC']) {
      process.env.TZ = name;
      await writePack(path('zone.zip'), contents, files);
      all.push(await readFile(path('zone.zip')));
    }
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;

    expect(new Set(all.map((bytes) => bytes.toString('hex'))).size).toBe(1);
  });

  it('tells each single bit that is not as it was written', async () => {
    await writePack(path('bits.zip'), contents, files);
    const bytes = await readFile(path('bits.zip'));
    const unseen: number[] = [];

    for (let place = 0; place < bytes.length; place += 7) {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ 4;
      await writeFile(path('flipped.zip'), flipped);
      const found = await verifyPack(path('flipped.zip')).catch(() => ({ verified: false }));
      if (found.verified) unseen.push(place);
    }

    expect(unseen).toEqual([]);
  });

  it('that cannot be written leaves the file that was there', async () => {
    await writeFile(path('kept.zip'), 'before');
    const broken = {
      name: 'x.json',
      parts: function* () {
        yield 'half';
        throw new Error('the database went away');
      },
    };

    await expect(writePack(path('kept.zip'), contents, [broken])).rejects.toThrow(/went away/);

    expect(await readFile(path('kept.zip'), 'utf8')).toBe('before');
    await expect(writePack(path('no/such/x.zip'), contents, files)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});

describe('an archive that is no evidence pack', () => {
  it.each([
    ['leads out', ['../../etc/passwd'], /damaged or hostile|no plain file name/],
    ['is absolute', ['/etc/passwd'], /damaged or hostile|no plain file name/],
    ['has folders', ['a/b.json'], /no plain file name/],
    ['has a file twice', ['a.json', 'a.json'], /twice/],
    ['has files that differ in case only', ['a.json', 'A.json'], /twice/],
    ['has too many files', Array.from({ length: 101 }, (_, n) => `f${n + 100}`), /more than 100/],
  ])('is refused when it %s', async (_, names, says) => {
    await writeFile(path('hostile.zip'), await zipOf(names));

    const verifying = verifyPack(path('hostile.zip'));

    await expect(verifying).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringMatching(says),
    });
  });

  it('is refused when it would unpack to far more than it is', async () => {
    const bomb = await zipOf(['bomb.json'], Buffer.alloc(80 * 1_048_576));
    await writeFile(path('bomb.zip'), bomb);

    await expect(verifyPack(path('bomb.zip'))).rejects.toThrow(/would unpack to more/);
  });

  it.each([0, 21, 300])('is refused when it is cut off at %d bytes', async (length) => {
    await writePack(path('whole.zip'), contents, files);
    await writeFile(path('cut.zip'), (await readFile(path('whole.zip'))).subarray(0, length));

    await expect(verifyPack(path('cut.zip'))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it.each([
    [['other.json'], '{}', 'it is missing'],
    [['MANIFEST.json'], '[', 'it is no JSON'],
    [['MANIFEST.json'], '{"format":"x"}', 'its format is not'],
    [['MANIFEST.json'], '{"format":"rollcall-evidence/1","files":[{}]}', 'lacks parts'],
  ])('says what its manifest lacks: %j %s', async (names, text, says) => {
    await writeFile(path('odd.zip'), await zipOf(names, Buffer.from(text)));

    const found = await verifyPack(path('odd.zip'));

    expect(found).toMatchObject({ verified: false, manifest: null });
    expect(found.faults[0]).toMatchObject({
      file: 'MANIFEST.json',
      message: expect.stringContaining(says),
    });
  });
});
