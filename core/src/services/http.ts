/** One request. The host adds authentication, checks the address and counts the quota. */
export interface HttpRequest {
  /** `GET` when absent. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** A path below the manifest's `baseUrl`, or an absolute URL at a declared origin. */
  readonly url: string;
  /** Added to the URL, percent-encoded. */
  readonly query?: Readonly<Record<string, string>>;
  /** `Authorization`, `Host`, `Cookie` and hop-by-hop headers are refused. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. Give `json` or `body`, not both. */
  readonly body?: string;
  /** What it is for, shown in the receipt: `<stream>/<what>`, or `test`. Counted for that stream. */
  readonly purpose?: string;
  /** `json` (the default for `request`) has other content types and broken JSON retried, then thrown. */
  readonly expect?: 'json' | 'any';
  /** Whether sending it twice does no harm: it only reads. Always so for `GET` and `HEAD`. */
  readonly isRepeatable?: boolean;
  /** `false` sends no credentials and refreshes no token. `true` when absent. */
  readonly authenticate?: boolean;
  /** Time to wait for the whole answer, in milliseconds. 120,000 when absent. */
  readonly timeoutMs?: number;
}

/** A whole answer. Any status that the broker could not mend by trying again is given as it is. */
export interface HttpResponse {
  /** HTTP status. */
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The decompressed body. */
  readonly body: Uint8Array;
  /** The body as UTF-8 text. */
  text(): string;
  /**
   * The body as JSON.
   * @throws `HTTP_BODY_BROKEN` when it is none
   */
  json(): unknown;
}

/** An answer whose body is read in parts. */
export interface HttpStream {
  /** HTTP status. */
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed parts, as they arrive. Throws `HTTP_BODY_BROKEN` when the body breaks off. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Lent by the host: the plugin's only way to the network. */
export interface Http {
  /**
   * Sends a request and gives a complete body of at most 16 MiB, tried again by the host where that helps.
   * @throws `QUOTA_CEILING`, `QUOTA_UNREADABLE`, `EGRESS_DENIED`, `AUTH_REFUSED`, `AUTH_LOOP`, `INSTANCE_MOVED`
   *   and the codes that begin with `HTTP_`
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Like `request`, for large bodies: tried again before the first part only. */
  stream(request: HttpRequest): Promise<HttpStream>;
}
