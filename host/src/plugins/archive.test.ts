import { gzipSync } from 'node:zlib';

import { hasCode } from '@rollcall/core';
import { type Header, pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';

import { readArchive, writeArchive } from './archive.js';
import { digestOf, pluginLimits } from './plugin-files.js';

type Item = Partial<Header> & Pick<Header, 'name'> & { readonly content?: string | Buffer };

async function tar(items: readonly Item[]): Promise<Buffer> {
  const packing = pack();
  for (const { content, ...header } of items) packing.entry(header, content ?? '');
  packing.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packing) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function refusal(items: readonly Item[]): Promise<string> {
  return messageOf(readArchive(gzipSync(await tar(items))));
}

async function messageOf(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.catch((caught: unknown) => caught);
  expect(hasCode(error, 'PLUGIN_INVALID')).toBe(true);
  return error instanceof Error ? error.message : '';
}

describe('readArchive', () => {
  it('gives back what was packed, with the same digest', async () => {
    const files = new Map([
      ['plugin.json', Buffer.from('{}')],
      ['dist/index.js', Buffer.from('export default 1;')],
    ]);

    const read = await readArchive(await writeArchive(files));

    expect(digestOf(read)).toBe(digestOf(files));
    expect(await writeArchive(read)).toEqual(await writeArchive(files));
  });

  it('takes the folder off that npm packs everything into', async () => {
    const items = [{ name: 'package/plugin.json' }, { name: 'package/dist/index.js' }];

    const read = await readArchive(gzipSync(await tar(items)));

    expect([...read.keys()]).toEqual(['plugin.json', 'dist/index.js']);
  });

  it.each([
    ['../plugin.json', 'leads out'],
    ['a/../../plugin.json', 'leads out'],
    ['/etc/passwd', 'absolute path'],
    ['dist\\..\\..\\x', 'not allowed'],
    ['C:/x', 'not allowed'],
    ['a//b', 'no usable name'],
    ['a/./b', 'no usable name'],
    ['..', 'leads out'],
    [`${'a/'.repeat(200)}b`, 'no usable name'],
  ])('refuses the path %s', async (name, reason) => {
    expect(await refusal([{ name, content: 'x' }])).toContain(reason);
  });

  it.each([
    { name: 'x', type: 'symlink', linkname: '/etc/passwd' },
    { name: 'x', type: 'link', linkname: 'plugin.json' },
    { name: 'x', type: 'character-device' },
    { name: 'x', type: 'block-device' },
    { name: 'x', type: 'fifo' },
  ] as const)('refuses a $type', async (item) => {
    expect(await refusal([{ name: 'plugin.json', content: '{}' }, item])).toContain(item.type);
  });

  it.each([
    ['a.txt', 'a.txt'],
    ['a.txt', './a.txt'],
    ['dist/A.js', 'dist/a.js'],
    ['dist', 'dist/'],
    ['é', 'e\u0301'],
  ])('refuses %s beside %s', async (first, second) => {
    expect(await refusal([{ name: first }, { name: second }])).toContain('twice');
  });

  it('refuses more entries than allowed', async () => {
    const items = Array.from({ length: pluginLimits.entries + 1 }, (_, at) => ({ name: `f${at}` }));

    expect(await refusal(items)).toContain('2,000');
  });

  it('refuses an archive that inflates without end', async () => {
    const zeros = Buffer.alloc(pluginLimits.unpackedBytes + 8_000_000);
    const bomb = gzipSync(zeros);
    expect(bomb.byteLength).toBeLessThan(pluginLimits.packedBytes);

    expect(await messageOf(readArchive(bomb))).toContain('64 MiB');
  });

  it('refuses an archive that is too large before it is read', async () => {
    expect(await messageOf(readArchive(Buffer.alloc(pluginLimits.packedBytes + 1)))).toContain(
      '20 MiB',
    );
  });

  it('refuses what is no archive, or only half of one', async () => {
    const whole = gzipSync(await tar([{ name: 'a', content: 'x'.repeat(5_000) }]));
    const cutTar = gzipSync(
      (await tar([{ name: 'a', content: 'x'.repeat(5_000) }])).subarray(0, 3_000),
    );

    await messageOf(readArchive(Buffer.from('hello')));
    await messageOf(readArchive(Buffer.alloc(0)));
    await messageOf(readArchive(whole.subarray(0, whole.length - 20)));
    await messageOf(readArchive(cutTar));
    await messageOf(readArchive(gzipSync(Buffer.from('no tar at all '.repeat(100)))));
  });
});
