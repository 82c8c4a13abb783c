import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A forward proxy that knows CONNECT, resolves every name to one port, and may ask who is there. */
export class TestProxy {
  /** `host:port` of each CONNECT. */
  readonly targets: string[] = [];
  /** Names that do not exist: 502. */
  readonly unknown = new Set<string>();
  /** Names that it does not let through: 403. */
  readonly forbidden = new Set<string>();

  private constructor(
    readonly port: number,
    readonly close: () => void,
  ) {}

  /** Leads every target to `targetPort`; with `credentials` (`user:password`) it asks for them. */
  static async start(targetPort: number, credentials?: string): Promise<TestProxy> {
    const server = createServer((_request, response) => response.writeHead(405).end());
    const sockets = new Set<Socket>();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new TestProxy((server.address() as AddressInfo).port, () => {
      server.close();
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
    });
    server.on('connect', (request: IncomingMessage, client: Socket) => {
      sockets.add(client);
      client.on('error', () => client.destroy());
      const status = proxy.#judge(request, credentials);
      if (status !== 200) {
        client.end(
          `HTTP/1.1 ${status} Refused\r\nProxy-Authenticate: Basic\r\ncontent-length: 0\r\n\r\n`,
        );
        return;
      }
      const upstream = connect(targetPort, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
      sockets.add(upstream);
      upstream.on('error', () => client.destroy());
      upstream.on('close', () => client.destroy());
      client.on('close', () => upstream.destroy());
    });
    return proxy;
  }

  #judge(request: IncomingMessage, credentials: string | undefined): number {
    const target = request.url ?? '';
    this.targets.push(target);
    const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) return 407;
    const host = target.replace(/:\d+$/, '');
    if (this.unknown.has(host)) return 502;
    return this.forbidden.has(host) ? 403 : 200;
  }
}
