/** The parts of the command line's JSON that scenarios look at. */
export interface CollectJson {
  readonly run: {
    readonly id: string;
    readonly status: string;
    readonly startedAt: string;
    readonly resumeAt?: string;
    readonly error?: { readonly code: string; readonly message: string; readonly hint: string };
  };
  readonly streams: Readonly<
    Record<
      string,
      {
        readonly status: string;
        readonly records: number;
        readonly inserted: number;
        readonly updated: number;
        readonly gone: number;
        readonly requests: number;
        readonly reason?: string;
        readonly hint?: string;
      }
    >
  >;
  readonly quota: {
    readonly used: number;
    readonly limit: number;
    readonly ceiling: number;
    readonly spentByRun: number;
  };
}

/** `integration test --json`. */
export interface TestJson {
  readonly connected: boolean;
  readonly message: string;
  readonly checks: readonly {
    readonly id: string;
    readonly title: string;
    readonly status: string;
    readonly detail?: string;
    readonly hint?: string;
    readonly setupStep?: string;
  }[];
}

/** A command that failed before it had a result. */
export interface ErrorJson {
  readonly error: { readonly code: string; readonly message: string; readonly hint: string };
}
