import { RollcallError } from '../errors/rollcall-error.js';
import type { Http, HttpRequest, HttpResponse, HttpStream } from '../services/http.js';
import { MemoryHttp, type MemoryReply } from './memory-http.js';

/** One request and its answer, as JSON. Holds no credentials: the host adds them later. */
export interface Exchange {
  readonly request: Pick<HttpRequest, 'method' | 'url' | 'query' | 'json' | 'body'>;
  readonly reply: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly json?: unknown;
    readonly body?: string;
  };
}

/** An `Http` that answers from recorded exchanges, each once, equal requests in their recorded order. */
export interface Replay extends Http {
  /** Exchanges that nobody has asked for yet. */
  unused(): readonly Exchange[];
}

/**
 * Answers requests from recorded exchanges.
 * A request that was not recorded, or more often than recorded, rejects with `NOT_FOUND`.
 */
export function replay(exchanges: readonly Exchange[]): Replay {
  const left = [...exchanges];
  const take = (request: HttpRequest): MemoryReply => {
    const index = left.findIndex((exchange) => keyOf(exchange.request) === keyOf(request));
    const [found] = index < 0 ? [] : left.splice(index, 1);
    if (found !== undefined) return found.reply;
    const name = `${request.method ?? 'GET'} ${request.url}`;
    throw new RollcallError('NOT_FOUND', `the recording has no answer left for ${name}`, {
      hint: 'Record again: the connector now asks for something else.',
    });
  };
  const answer = (request: HttpRequest) =>
    new MemoryHttp().on(request.method ?? 'GET', /^/, take(request));
  return {
    request: async (request) => answer(request).request(request),
    stream: async (request) => answer(request).stream(request),
    unused: () => [...left],
  };
}

/** Passes requests on to another `Http` and keeps the exchanges, to be written down for `replay`. */
export class RecordingHttp implements Http {
  /** In the order the answers came. Look through them before you keep them: they hold real data. */
  readonly exchanges: Exchange[] = [];
  readonly #http: Http;

  /** `http` answers. */
  constructor(http: Http) {
    this.#http = http;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    const response = await this.#http.request(request);
    this.#keep(request, response, response.text());
    return response;
  }

  async stream(request: HttpRequest): Promise<HttpStream> {
    const response = await this.#http.stream(request);
    return { ...response, body: this.#copy(request, response) };
  }

  async *#copy(request: HttpRequest, response: HttpStream): AsyncGenerator<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const part of response.body) {
      parts.push(part);
      yield part;
    }
    this.#keep(request, response, Buffer.concat(parts).toString('utf8'));
  }

  #keep(
    { method, url, query, json, body }: HttpRequest,
    { status, headers }: Pick<HttpResponse, 'status' | 'headers'>,
    text: string,
  ): void {
    const request = { method, url, query, json, body };
    const plain: Exchange = JSON.parse(
      JSON.stringify({ request, reply: { status, headers, body: text } }),
    );
    this.exchanges.push(plain);
  }
}

function keyOf({ method = 'GET', url, query = {}, json, body }: Exchange['request']): string {
  return JSON.stringify([method, url, Object.entries(query).sort(), json ?? null, body ?? null]);
}
