import { RollcallError } from '../errors/rollcall-error.js';
import type { Http, HttpRequest, HttpResponse, HttpStream } from '../services/http.js';

/** What a handler answers with. Give one of `json`, `body` and `parts`, or none. */
export interface MemoryReply {
  /** 200 when absent. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, with its content type. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: string | Uint8Array;
  /** The body in parts, for `stream()`. */
  readonly parts?: readonly (string | Uint8Array)[];
  /** Breaks the body off after what is given here. */
  readonly broken?: boolean;
}

/** A request as a handler sees it. */
export interface MemoryRequest extends HttpRequest {
  readonly method: NonNullable<HttpRequest['method']>;
  /** `url` and `query` taken together; relative paths are below `https://provider.test`. */
  readonly address: URL;
  /** What the route's pattern captured. */
  readonly match: readonly string[];
}

/** Answers one kind of request, or throws the `RollcallError` that the host would throw. */
export type MemoryHandler = (request: MemoryRequest) => MemoryReply | Promise<MemoryReply>;

interface Route {
  readonly method: string;
  readonly path: string | RegExp;
  readonly handler: MemoryHandler;
}

const mostAttempts = 3;

/** An `Http` without a network: answers from handlers and keeps what was asked. */
export class MemoryHttp implements Http {
  /** Every request that was sent, repeated ones included. */
  readonly requests: MemoryRequest[] = [];
  readonly #routes: Route[] = [];

  /**
   * Adds a route. `path` is compared with the whole path, a pattern is tried on path and query.
   * The route that was added last wins.
   */
  on(method: string, path: string | RegExp, handler: MemoryHandler | MemoryReply): this {
    const handle = typeof handler === 'function' ? handler : () => handler;
    this.#routes.unshift({ method, path, handler: handle });
    return this;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    for (let attempt = 1; ; attempt += 1) {
      const reply = await this.#answer(request);
      const response = responseOf(reply);
      const fault = faultOf(request, reply, response);
      if (fault === undefined) return response;
      if (attempt >= mostAttempts) throw fault;
    }
  }

  async stream(request: HttpRequest): Promise<HttpStream> {
    const reply = await this.#answer(request);
    return { status: reply.status ?? 200, headers: headersOf(reply), body: partsOf(reply) };
  }

  async #answer(request: HttpRequest): Promise<MemoryReply> {
    const method = request.method ?? 'GET';
    const address = addressOf(request);
    for (const route of this.#routes) {
      const match = route.method === method ? matchOf(route.path, address) : undefined;
      if (match === undefined) continue;
      const seen: MemoryRequest = { ...request, method, address, match };
      this.requests.push(seen);
      return route.handler(seen);
    }
    throw new RollcallError('NOT_FOUND', `no route answers ${method} ${address.href}`, {
      hint: 'Add it: http.on(method, path, handler).',
    });
  }
}

function addressOf({ url, query = {} }: HttpRequest): URL {
  const address = new URL(url, 'https://provider.test');
  for (const [name, value] of Object.entries(query)) address.searchParams.append(name, value);
  return address;
}

function matchOf(path: string | RegExp, address: URL): readonly string[] | undefined {
  if (typeof path === 'string') return address.pathname === path ? [] : undefined;
  const found = path.exec(address.pathname + address.search);
  return found ? [...found].slice(1) : undefined;
}

function headersOf(reply: MemoryReply): Record<string, string> {
  const type = reply.json === undefined ? {} : { 'content-type': 'application/json' };
  return { ...type, ...reply.headers };
}

function bytesOf(part: string | Uint8Array): Uint8Array {
  return typeof part === 'string' ? new TextEncoder().encode(part) : part;
}

function piecesOf(reply: MemoryReply): Uint8Array[] {
  if (reply.parts) return reply.parts.map(bytesOf);
  if (reply.json !== undefined) return [bytesOf(JSON.stringify(reply.json))];
  return reply.body === undefined ? [] : [bytesOf(reply.body)];
}

async function* partsOf(reply: MemoryReply): AsyncGenerator<Uint8Array> {
  for (const piece of piecesOf(reply)) yield piece;
  if (reply.broken) throw bodyBroken('the body broke off');
}

function responseOf(reply: MemoryReply): HttpResponse {
  const body = Buffer.concat(piecesOf(reply));
  return {
    status: reply.status ?? 200,
    headers: headersOf(reply),
    body,
    text: () => body.toString('utf8'),
    json: () => parse(body),
  };
}

function faultOf(
  request: HttpRequest,
  reply: MemoryReply,
  response: HttpResponse,
): RollcallError | undefined {
  if (reply.broken) return bodyBroken('the body broke off');
  const { status } = response;
  const hasContent = request.method !== 'HEAD' && status >= 200 && status <= 299 && status !== 204;
  if (request.expect === 'any' || !hasContent) return undefined;
  try {
    response.json();
    return undefined;
  } catch (error) {
    return bodyBroken('the answer is no whole JSON', error);
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw bodyBroken('the answer is no whole JSON', error);
  }
}

function bodyBroken(message: string, cause?: unknown): RollcallError {
  return new RollcallError('HTTP_BODY_BROKEN', message, { cause });
}
