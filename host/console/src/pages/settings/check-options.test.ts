import { describe, expect, it } from 'vitest';

import { checkOptionsOf, thresholdOptions } from './check-options.js';

const check = {
  id: 'account-inactive',
  thresholds: {
    days: { default: 30, unit: 'days', description: 'Days', min: 0, max: 3650 },
    share: { default: 0.5, unit: 'share', description: 'Share', min: 0, max: 1 },
  },
};

describe('checkOptionsOf', () => {
  it('is on, with nothing set, where the options say nothing', () => {
    expect(checkOptionsOf({}, check)).toEqual({ isOn: true, set: {} });
  });

  it('reads the switch and the thresholds that there are', () => {
    const options = { checks: { 'account-inactive': { enabled: false, days: 60, other: 1 } } };

    expect(checkOptionsOf(options, check)).toEqual({ isOn: false, set: { days: 60 } });
  });
});

describe('thresholdOptions', () => {
  it('sets what differs, and takes the rest back to its default', () => {
    expect(thresholdOptions(check, { days: 60, share: 0.5 })).toEqual({
      'checks.account-inactive.days': 60,
      'checks.account-inactive.share': null,
    });
  });
});
