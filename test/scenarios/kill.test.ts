import { afterEach, describe, expect, it } from 'vitest';

import { Random } from '../org/random.js';
import { type Scene, setScene } from './support/scene.js';
import { differenceOf, strike, struckEnvironment, struckOrg, victims } from './support/strike.js';

/** Another one each time; given again, it strikes at the same moments. `npm run kill` strikes more often. */
const seed = Number(process.env.ROLLCALL_TEST_SEED ?? Date.now() % 1_000_000);
const random = new Random(seed);
const strikes = victims.flatMap((victim) =>
  [1, 2].map(() => ({ victim, request: 1 + random.int(16), delayMs: random.int(40) })),
);
let scene: Scene;

afterEach(() => scene[Symbol.asyncDispose]());

describe(`a collection that is struck (ROLLCALL_TEST_SEED=${seed})`, () => {
  it.each(strikes)(
    'at $victim, $delayMs ms after request $request, loses and doubles nothing',
    async (one) => {
      scene = await setScene(struckOrg, struckEnvironment);
      await scene.add();

      const { hit, second } = await strike(scene, one);

      expect(hit).toBe(true);
      expect(second.code, second.stdout + second.stderr).toBe(0);
      expect(await differenceOf(scene)).toEqual({ missing: [], unknown: [], doubled: [] });
    },
  );
});
