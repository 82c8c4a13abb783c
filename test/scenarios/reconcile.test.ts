import { afterEach, describe, expect, it } from 'vitest';

import { movedClock } from './support/moved-clock.js';
import { type Scene, setScene } from './support/scene.js';
import type { CollectJson } from './support/shapes.js';

const hour = 3_600_000;
const streams = ['--stream', 'sign-ins', '--stream', 'audit-events'];
let scene: Scene;

afterEach(() => scene[Symbol.asyncDispose]());

interface Shown {
  readonly reconciliation: readonly {
    readonly stream: string;
    readonly stored: number;
    readonly provider: number;
    readonly status: string;
  }[];
}

/** Collects when so much time has passed, and gives what the streams compare like. */
async function collectAfter(ms: number): Promise<Shown['reconciliation']> {
  const command = ['integration', 'collect', 'Acme', ...streams];
  await scene.rollcall.json<CollectJson>(command, movedClock(ms));
  const { reconciliation } = await scene.rollcall.json<Shown>(['integration', 'show', 'Acme']);
  return reconciliation;
}

describe('what an org counts and what is stored', () => {
  it('are compared the next day: late rows are read again, rows deleted at the org are no gap', async () => {
    scene = await setScene({ users: 20, signIns: 800, seed: 31 });
    const { org } = scene;
    await scene.add();
    await collectAfter(0);
    const [user = ''] = [...org.truth.ids('User')];
    const [event = ''] = [...org.truth.ids('SetupAuditTrail')];
    org.mutate.addSignIns([{ userId: user, time: Date.now() - 72 * hour }]);
    org.mutate.delete('SetupAuditTrail', event);
    org.clock.advance(25 * hour);

    const counted = await collectAfter(25 * hour);
    await collectAfter(25 * hour);
    const mended = await collectAfter(25 * hour);

    const of = (spans: typeof counted, stream: string) =>
      spans.filter((span) => span.stream === stream);
    const [late] = of(counted, 'sign-ins');
    expect(late).toMatchObject({ status: 'differs', provider: (late?.stored ?? 0) + 1 });
    const [deleted] = of(counted, 'audit-events');
    expect(deleted?.status).toBe('complete');
    expect(deleted?.stored).toBeGreaterThanOrEqual(deleted?.provider ?? 0);
    const [complete, ...more] = of(mended, 'sign-ins');
    expect(more).toEqual([]);
    expect(complete).toMatchObject({ status: 'complete', stored: late?.provider });
    const ids = (await scene.export('sign_in')).map(({ id }) => id);
    expect(new Set(ids)).toEqual(org.truth.ids('LoginHistory'));
  });
});
