import type { Clock } from '@rollcall/core';

/** The machine's clock. The provider's time is known to each run's broker session only. */
export const systemClock: Clock = {
  now: () => new Date(),
  providerNow: () => new Date(),
};
