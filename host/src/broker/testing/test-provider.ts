import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

import { makeCertificates } from './certificates.js';

/** One request as the provider got it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request. */
export type Answerer = (
  request: SeenRequest,
  response: ServerResponse,
  socket: Socket,
) => void | Promise<void>;

/** A provider on a real TLS port of this machine. */
export class TestProvider {
  readonly seen: SeenRequest[] = [];
  answer: Answerer = (_request, response) => json(response, {});

  private constructor(
    /** PEM of the authority that its certificate is of. */
    readonly ca: string,
    readonly port: number,
    private readonly stop: () => void,
  ) {}

  static async start(hosts: readonly string[]): Promise<TestProvider> {
    const { ca, server: certificate } = await makeCertificates(hosts);
    const server = createServer(certificate);
    const stop = () => {
      server.close();
      server.closeAllConnections();
    };
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const provider = new TestProvider(ca, (server.address() as AddressInfo).port, stop);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void provider.#take(request, response);
    });
    return provider;
  }

  /** Requests seen at `path`. */
  at(path: string): readonly SeenRequest[] {
    return this.seen.filter((request) => request.path === path);
  }

  close(): void {
    this.stop();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { method = '', url = '', headers } = request;
    const body = Buffer.concat(parts).toString('utf8');
    const seen = { method, path: url, headers, body };
    this.seen.push(seen);
    await this.answer(seen, response, request.socket);
  }
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  value: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}
