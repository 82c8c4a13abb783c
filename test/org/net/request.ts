/** One request as the routes see it. */
export interface OrgRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly params: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Splits a URL, absolute or relative to a host, into what a request carries. */
export function requestTo(
  method: string,
  url: string,
  headers: OrgRequest['headers'],
  body: string,
): OrgRequest {
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const parsed = new URL(url, `https://${host || 'localhost'}`);
  return { method, host, path: parsed.pathname, params: parsed.searchParams, headers, body };
}
