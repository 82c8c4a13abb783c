import type { Readable } from 'node:stream';

import { type Dispatcher, request as undiciRequest } from 'undici';

/** One request as it goes over the wire. */
export interface WireRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** For the headers, and for each part of the body. */
  readonly timeoutMs: number;
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

/** Status and headers of an answer whose body is still to be read, or destroyed. */
export interface WireAnswer {
  readonly status: number;
  /** Names in lower case; of repeated ones the values joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** Sends once. Redirects are answers like any other. Throws the network's own errors. */
export async function send(request: WireRequest): Promise<WireAnswer> {
  const { url, body, timeoutMs, method, ...rest } = request;
  const answer = await undiciRequest(url, {
    ...rest,
    method: toMethod(method),
    body: body ?? null,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { status: answer.statusCode, headers, body: answer.body };
}

function toMethod(method: string): Dispatcher.HttpMethod {
  const known = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
  return known.find((candidate) => candidate === method) ?? 'GET';
}
