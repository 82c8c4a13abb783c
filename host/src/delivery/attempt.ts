/** What became of one try. */
export type Attempt =
  | { readonly isDelivered: true; readonly detail: string }
  | {
      readonly isDelivered: false;
      /** What went wrong, for people. */
      readonly detail: string;
      /** Whether the target would refuse any message now, not only this one. */
      readonly isTargetFault: boolean;
    };

/** One thing to deliver. */
export interface Parcel {
  /** The same at each try. */
  readonly key: string;
  /** JSON text. */
  readonly body: string;
}
