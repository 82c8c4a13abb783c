/** One request the org saw. */
export interface LoggedRequest {
  readonly time: number;
  readonly method: string;
  readonly host: string;
  /** With the query string. */
  readonly path: string;
  /** The query, decoded. */
  readonly soql: string | undefined;
  readonly userAgent: string | undefined;
  /** How many API requests it counted as. */
  counted: number;
  /** Undefined while unanswered, and when the connection was reset. */
  status: number | undefined;
  /** Kinds of the faults it met. */
  readonly faults: string[];
}

const MOST_ENTRIES = 200_000;

/** Every request in order of arrival; the oldest are dropped far beyond what a test makes. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];

  get all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  add(entry: LoggedRequest): LoggedRequest {
    if (this.#entries.length >= MOST_ENTRIES) this.#entries.shift();
    this.#entries.push(entry);
    return entry;
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
