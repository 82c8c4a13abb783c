import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Scene, setScene } from './support/scene.js';

interface FindingJson {
  readonly id: string;
  readonly check: string;
  readonly status: string;
  readonly accounts: readonly string[];
}

interface ChecksJson {
  readonly checks: readonly {
    readonly id: string;
    readonly results: readonly { readonly status: string; readonly reason: string | null }[];
  }[];
}

describe('what the checks find', () => {
  let scene: Scene;
  let file = '';

  beforeAll(async () => {
    scene = await setScene({ users: 60, signIns: 600, seed: 11 });
    await scene.add();
    file = join(scene.folder, 'findings.ndjson');
    await scene.rollcall.json(['delivery', 'add', 'file', '--file', file]);
    await scene.rollcall.json(['integration', 'collect', 'Acme']);
  });

  afterAll(() => scene[Symbol.asyncDispose]());

  const neverSignedIn = async (): Promise<readonly FindingJson[]> => {
    const { findings } = await scene.rollcall.json<{ findings: readonly FindingJson[] }>([
      ...['findings', 'list', '--check', 'account-never-signed-in'],
    ]);
    return findings;
  };

  it('is judged by every check that its facts allow', async () => {
    const { checks } = await scene.rollcall.json<ChecksJson>(['checks', 'list', 'Acme']);

    const broken = checks.filter(({ results }) =>
      results.some(({ reason }) => reason?.startsWith('The check broke')),
    );
    expect(broken).toEqual([]);
    expect(checks.every(({ results }) => results.length === 1)).toBe(true);
  });

  it('stays as a person decided, is resolved when its cause is gone, and is told of', async () => {
    const [finding] = await neverSignedIn();
    expect(finding?.status).toBe('new');
    const id = finding?.id ?? '';
    const userId = finding?.accounts[0] ?? '';
    const now = async () => (await neverSignedIn()).find((each) => each.id === id)?.status;
    const until = ['--until', '7d', '--reason', 'begins next week'];
    await scene.rollcall.json(['findings', 'mute', id, ...until]);
    await scene.rollcall.json(['integration', 'collect', 'Acme']);
    expect(await now()).toBe('muted');

    scene.org.mutate.addSignIns([{ userId, time: scene.org.clock.now() - 5 * 60_000 }]);
    await scene.rollcall.json(['integration', 'collect', 'Acme']);

    expect(await now()).toBe('resolved');
    const told = (await readFile(file, 'utf8'))
      .split('\n')
      .filter((line) => line.includes(id))
      .map((line): { type: string } => JSON.parse(line));
    expect(told.map(({ type }) => type)).toEqual([
      'finding.found',
      'finding.muted',
      'finding.resolved',
    ]);
  });
});
