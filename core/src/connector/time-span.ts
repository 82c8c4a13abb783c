/** A span of time, by the provider's time. */
export interface TimeSpan {
  /** ISO 8601, inclusive. */
  readonly from: string;
  /** ISO 8601, exclusive. */
  readonly to: string;
}
