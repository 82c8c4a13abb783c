import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { stoppedClock } from './support/moved-clock.js';
import { type Scene, setScene } from './support/scene.js';

describe('the same facts at the same time', () => {
  let scene: Scene;
  let now: number;

  beforeAll(async () => {
    scene = await setScene({ users: 80, signIns: 1_500, seed: 11 });
    await scene.add();
    await scene.rollcall.json(['integration', 'collect', 'Acme']);
    now = Date.now();
  });

  afterAll(() => scene[Symbol.asyncDispose]());

  /** What a command writes in a process of its own, on a machine of another place. */
  const digestOf = async (command: readonly string[], name: string, place: object) => {
    const file = join(scene.folder, name);
    await scene.rollcall.json([...command, file], { ...stoppedClock(now), ...place });
    const bytes = await readFile(file);
    expect(bytes.length).toBeGreaterThan(100);
    return createHash('sha256').update(bytes).digest('hex');
  };
  const places = [
    { TZ: 'Pacific/Auckland', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'America/Lima', LC_ALL: 'en_US.UTF-8' },
  ];

  const reports = ['licences', 'sign-ins', 'access', 'findings'];
  const endings = ['json', 'csv', 'md', 'html', 'txt'];
  it.each(reports.flatMap((report) => endings.map((ending) => [report, ending])))(
    'give the same bytes of the %s report as %s, in any process and place',
    async (report = '', ending = '') => {
      const digests = [];
      for (const place of places) {
        digests.push(await digestOf(['report', report, '--out'], `report.${ending}`, place));
      }

      expect(new Set(digests).size).toBe(1);
    },
  );

  it('give the same bytes of an evidence pack, in any process and place', async () => {
    const digests = [];
    for (const place of places) {
      digests.push(await digestOf(['report', 'sign-ins', '--evidence'], 'pack.zip', place));
    }

    expect(new Set(digests).size).toBe(1);
  });
});
