import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';

import type { CertificateAuthority } from './certificates.js';
import { type Reply, text } from './reply.js';
import { type OrgRequest, requestTo } from './request.js';
import { send } from './send.js';

const LARGEST_HEADERS = 65_536;
const KEPT_ALIVE_MS = 600_000;

/** Answers one request. */
export type Answer = (request: OrgRequest) => Promise<Reply>;

/** A running TLS server. */
export interface TlsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Serves any host the authority vouches for, over HTTP/1.1 with keep-alive. */
export async function startTlsServer(
  authority: CertificateAuthority,
  answer: Answer,
  port: number,
): Promise<TlsServer> {
  const server = createServer(
    {
      maxHeaderSize: LARGEST_HEADERS,
      SNICallback: (host, done) => {
        authority.contextFor(host).then(
          (context) => done(null, context),
          (error: Error) => done(error),
        );
      },
    },
    (request, response) => void serve(answer, request, response),
  );
  // Longer than clients keep a connection: resets must come from faults, never from timeouts.
  server.keepAliveTimeout = KEPT_ALIVE_MS;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  });
  server.on('tlsClientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function serve(
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await readBody(request);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    send(
      await answer(requestTo(request.method ?? 'GET', request.url ?? '/', headers, body)),
      request,
      response,
    );
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (response.headersSent) request.socket.destroy();
    else send(text(`the simulated org failed: ${reason}`, 'text/plain', 500), request, response);
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
