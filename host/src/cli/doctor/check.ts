/** What `rollcall doctor` found out about one thing. */
export interface DoctorCheck {
  /** Stable, kebab-case. */
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** `warning` works, but not as well as it could. */
  readonly status: 'ok' | 'warning' | 'failed';
  /** What was seen. */
  readonly detail: string;
  /** What to do. */
  readonly hint?: string;
}
