import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { hasCode } from '@rollcall/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { writeArchive } from './archive.js';
import { discoverPlugins } from './discover.js';
import { unpackedFolder } from './install.js';
import { openPackage, validatePluginFolder } from './plugin-package.js';
import { sampleText } from './testing/sample-manifest.js';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rollcall-plugins-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>, folder = 'acme'): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    const target = join(root, folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  return join(root, folder);
}

const whole = { 'plugin.json': sampleText(), 'dist/index.js': 'export default {};' };

describe('openPackage', () => {
  it('gives a folder and its archive the same digest, whatever else lies in the folder', async () => {
    const folder = await write({ ...whole, 'src/index.ts': 'x', 'node_modules/a/b.js': 'x' });
    const { digest, files, manifest } = await openPackage(folder);
    const archive = join(root, 'acme.tgz');
    await writeFile(archive, await writeArchive(files));

    const packed = await openPackage(archive);

    expect(packed.digest).toBe(digest);
    expect(manifest.id).toBe('acme-directory');
    expect([...files.keys()]).toEqual(['dist/index.js', 'plugin.json']);
  });

  it('has another digest when a file of the plugin changes', async () => {
    const before = await openPackage(await write(whole));

    const after = await openPackage(await write({ 'dist/index.js': 'export default 2;' }));

    expect(after.digest).not.toBe(before.digest);
  });

  it('refuses links in the folder', async () => {
    const folder = await write(whole);
    await symlink('/etc/passwd', join(folder, 'icon.svg'));

    await expect(openPackage(folder)).rejects.toSatisfy((error) =>
      hasCode(error, 'PLUGIN_INVALID'),
    );
  });

  it('says which plugin API is wanted, even where the rest looks wrong', async () => {
    const text = sampleText((manifest) =>
      Object.assign(manifest, { apiVersion: '^9.0.0', new: 1 }),
    );
    const folder = await write({ ...whole, 'plugin.json': text });

    await expect(openPackage(folder)).rejects.toMatchObject({
      code: 'PLUGIN_INCOMPATIBLE',
      hint: expect.stringContaining('Update Rollcall'),
    });
  });

  it('carries every fault of the manifest', async () => {
    const folder = await write({ ...whole, 'plugin.json': sampleText().replace('sign_in', 'x') });

    await expect(openPackage(folder)).rejects.toMatchObject({
      code: 'MANIFEST_INVALID',
      details: { faults: [{ pointer: '/streams/1/entity' }] },
    });
  });

  it.each(['nothing', 'empty'])('refuses a path with %s', async (name) => {
    await mkdir(join(root, 'empty'));

    await expect(openPackage(join(root, name))).rejects.toSatisfy((error) =>
      hasCode(error, 'PLUGIN_INVALID', 'MANIFEST_INVALID'),
    );
  });
});

describe('validatePluginFolder', () => {
  it('tells files that the manifest names and that are not there', async () => {
    const text = sampleText((manifest) => Object.assign(manifest, { icon: 'icon.svg' }));

    const { faults } = await validatePluginFolder(await write({ 'plugin.json': text }));

    expect(faults.map(({ pointer }) => pointer).sort()).toEqual(['/entry', '/icon']);
  });
});

describe('discoverPlugins', () => {
  it('finds plugins, and goes on without those that are broken', async () => {
    await write(whole, 'a');
    await write({ 'plugin.json': '{}' }, 'b');
    await write(whole, 'c');
    await write({ 'README.md': 'no plugin' }, 'd');

    const { plugins, problems } = await discoverPlugins(root);

    expect(plugins.map(({ manifest }) => manifest.id)).toEqual(['acme-directory']);
    expect(problems).toHaveLength(2);
    expect(await discoverPlugins(join(root, 'absent'))).toEqual({ plugins: [], problems: [] });
  });
});

describe('unpackedFolder', () => {
  it('unpacks once, and again when somebody changed a file', async () => {
    const { digest, files } = await openPackage(await write(whole));
    const archive = await writeArchive(files);
    let counter = 0;
    const folders = { root: join(root, 'home'), randomName: () => `n${counter++}` };
    const first = await unpackedFolder(folders, digest, async () => archive);
    expect((await stat(join(first, 'plugin.json'))).mode & 0o222).toBe(0);
    await rm(join(first, 'dist/index.js'));
    await writeFile(join(first, 'dist/index.js'), 'evil');

    const second = await unpackedFolder(folders, digest, async () => archive);
    const third = await unpackedFolder(folders, digest, () => Promise.reject(new Error('again')));

    expect((await openPackage(second)).digest).toBe(digest);
    expect(third).toBe(second);
    expect(await readdir(folders.root)).toEqual([digest]);
  });

  it('refuses an archive of another content', async () => {
    const { files } = await openPackage(await write(whole));
    const archive = await writeArchive(files);
    const folders = { root: join(root, 'home'), randomName: () => 'x' };

    const unpacking = unpackedFolder(folders, '0'.repeat(64), async () => archive);

    await expect(unpacking).rejects.toSatisfy((error) => hasCode(error, 'PLUGIN_BROKEN'));
  });
});
