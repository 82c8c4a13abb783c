import type { ServerResponse } from 'node:http';

import { securityHeaders } from './security-headers.js';

/** How an answer of events lives. */
export interface EventAnswerOptions {
  /** Aborts when nobody reads it any more. */
  readonly signal: AbortSignal;
  /** Time between two signs of life. */
  readonly heartbeatMs: number;
}

/** An answer of server-sent events. It begins when it is made, and ends when it is disposed of. */
export class EventAnswer implements Disposable {
  readonly #response: ServerResponse;
  readonly #signal: AbortSignal;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(response: ServerResponse, { signal, heartbeatMs }: EventAnswerOptions) {
    this.#response = response;
    this.#signal = signal;
    response.writeHead(200, {
      ...securityHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 2000\n\n');
    this.#heartbeat = setInterval(() => response.write(': alive\n\n'), heartbeatMs);
  }

  /** Sends one event; waits for a slow reader, so that events do not pile up here. */
  send(event: string, data: unknown, id?: string): Promise<void> {
    const head = id === undefined ? '' : `id: ${id}\n`;
    const text = `${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    return new Promise((resolve) => {
      const done = (): void => {
        this.#signal.removeEventListener('abort', done);
        resolve();
      };
      this.#signal.addEventListener('abort', done, { once: true });
      if (this.#signal.aborted) done();
      else this.#response.write(text, done);
    });
  }

  [Symbol.dispose](): void {
    clearInterval(this.#heartbeat);
    this.#response.end();
  }
}
