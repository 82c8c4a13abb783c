/** The time. Nothing else may read it: tests and replays set it. */
export interface Clock {
  /** The host's time. */
  now(): Date;
  /**
   * The provider's time, from the `Date` header of its latest answer; the host's time before the
   * first one. Windows and cursors use this one. Accurate to a second.
   */
  providerNow(): Date;
}
