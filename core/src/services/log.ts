/** Values that go with a log line. Secret values are redacted by the host, by value. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes to the log of the run. */
export interface Log {
  /** Of interest to the plugin's author only. */
  debug(message: string, fields?: LogFields): void;
  /** Of interest to the administrator. */
  info(message: string, fields?: LogFields): void;
  /** Something is not as it should be; the run goes on. */
  warn(message: string, fields?: LogFields): void;
}
