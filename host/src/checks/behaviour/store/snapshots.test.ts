import { describe, expect, it } from 'vitest';

import { keptSnapshots } from './snapshots.js';

const hour = 3_600_000;
const day = 24 * hour;

describe('keptSnapshots', () => {
  it('keeps the latest, and the first of each of the last days', () => {
    const hourly = Array.from({ length: 100 }, (_, each) => 10 * day + each * hour);

    expect(keptSnapshots(hourly)).toEqual(
      [10, 11, 12, 13, 14].map((each) => each * day).concat(14 * day + 3 * hour),
    );
  });

  it('keeps the only one, however old', () => {
    expect(keptSnapshots([day])).toEqual([day]);
  });

  it('lets go of what lies further back than rows come late', () => {
    expect(keptSnapshots([day, 2 * day, 20 * day])).toEqual([20 * day]);
  });
});
