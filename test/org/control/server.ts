import { createServer, type IncomingMessage } from 'node:http';

import { isObject } from '../routes/json-body.js';
import { CONTROL_ROUTES, type ControlParts } from './routes.js';

/** A running control endpoint. */
export interface ControlServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Lets another process drive the org over plain HTTP on 127.0.0.1. */
export async function startControl(parts: ControlParts, port: number): Promise<ControlServer> {
  const server = createServer(async (request, response) => {
    const [status, value] = await answerControl(parts, request);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(value ?? null));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const boundPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${boundPort}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerControl(
  parts: ControlParts,
  request: IncomingMessage,
): Promise<[status: number, value: unknown]> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  for (const { method, pattern, run } of CONTROL_ROUTES) {
    const caught = pattern.exec(url.pathname);
    if (caught === null || method !== request.method) continue;
    try {
      const body = await readJson(request);
      return [
        200,
        run(parts, {
          path: caught.slice(1).map(decodeURIComponent),
          params: url.searchParams,
          body,
        }),
      ];
    } catch (error) {
      return [400, { error: error instanceof Error ? error.message : String(error) }];
    }
  }
  return [404, { error: `no ${request.method} ${url.pathname}` }];
}

async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return isObject(value) ? value : { list: value };
}
