/** One thing that `testConnectivity` looked at. */
export interface ConnectivityCheck {
  /** Stable, kebab-case. */
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** `failed` means that collecting cannot start; `warning` says what would be left out. */
  readonly status: 'passed' | 'warning' | 'failed' | 'skipped';
  /** What was seen. */
  readonly detail?: string;
  /** What the person should do: the page to open and the box to tick. */
  readonly hint?: string;
  /** Id of the step of the setup guide that mends it. */
  readonly setupStep?: string;
}
