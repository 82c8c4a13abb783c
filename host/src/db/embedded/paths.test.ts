import { chmod, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { embeddedPaths, makePrivateDirectory, ownUid, socketFile } from './paths.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-paths-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the paths of a home', () => {
  it('name one socket directory, by whichever link the home is reached', async () => {
    const paths = await embeddedPaths(join(folder, 'home'), folder);
    await symlink(join(folder, 'home'), join(folder, 'link'));

    const linked = await embeddedPaths(join(folder, 'link'), folder);

    expect(linked).toEqual(paths);
  });

  it('have a short socket path also when the runtime directory is deep', async () => {
    const { socketDirectory } = await embeddedPaths(folder, join(folder, 'deep/'.repeat(30)));

    expect(Buffer.byteLength(socketFile(socketDirectory))).toBeLessThanOrEqual(103);
  });
});

describe('a private directory', () => {
  it('is made, and found again', async () => {
    const path = join(folder, 'private');

    await makePrivateDirectory(path, ownUid());
    await expect(makePrivateDirectory(path, ownUid())).resolves.toBeUndefined();
  });

  it('is refused when others can enter it, or it is a link', async () => {
    const path = join(folder, 'private');
    await makePrivateDirectory(path, ownUid());
    await symlink(path, join(folder, 'link'));
    await chmod(path, 0o755);

    for (const refused of [path, join(folder, 'link')]) {
      await expect(makePrivateDirectory(refused, ownUid())).rejects.toMatchObject({
        code: 'HOME_UNUSABLE',
      });
    }
  });
});
