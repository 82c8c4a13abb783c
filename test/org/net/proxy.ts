import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** One tunnel somebody asked for. */
export interface ProxyConnect {
  readonly host: string;
  readonly port: number;
  /** The status the proxy answered. */
  readonly status: number;
}

/** What a proxy needs to know. */
export interface ProxyOptions {
  /** `user:password` a client must present. */
  readonly credentials: string | undefined;
  /** The local port behind a host; undefined when the name does not resolve. */
  readonly resolve: (host: string) => number | undefined;
}

/** An HTTP CONNECT proxy that leads every known host to a local port. It sees no plain text. */
export class ConnectProxy {
  readonly connects: ProxyConnect[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();

  constructor(private readonly options: ProxyOptions) {
    this.#server = createServer((_, response) => {
      response.writeHead(405, { Allow: 'CONNECT' }).end();
    });
    this.#server.on('connect', (request, socket) => this.#tunnel(request, socket));
    this.#server.on('connection', (socket) => this.#track(socket));
  }

  /** Listens on 127.0.0.1 and tells the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.dropTunnels();
    await closed;
  }

  /** Cuts every open connection, as a restarted proxy does. */
  dropTunnels(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #tunnel(request: IncomingMessage, client: Duplex): void {
    const [host = '', portText = '443'] = (request.url ?? '').toLowerCase().split(':');
    const port = Number(portText);
    client.on('error', () => client.destroy());
    const isKnown = this.#isAdmitted(request);
    const localPort = isKnown && port === 443 ? this.options.resolve(host) : undefined;
    const status = !isKnown ? 407 : localPort === undefined ? 502 : 200;
    this.connects.push({ host, port, status });
    if (localPort === undefined) {
      const challenge = isKnown ? '' : 'Proxy-Authenticate: Basic realm="proxy"\r\n';
      const reason = isKnown ? 'Bad Gateway' : 'Proxy Authentication Required';
      client.end(`HTTP/1.1 ${status} ${reason}\r\n${challenge}Content-Length: 0\r\n\r\n`);
      return;
    }
    this.#pipe(client, localPort);
  }

  #pipe(client: Duplex, localPort: number): void {
    const target: Socket = connect(localPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    this.#track(target);
    const end = (): void => {
      target.destroy();
      client.destroy();
    };
    target.on('error', end).on('close', end);
    client.on('close', end);
  }

  #track(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #isAdmitted(request: IncomingMessage): boolean {
    if (this.options.credentials === undefined) return true;
    const wanted = `Basic ${Buffer.from(this.options.credentials).toString('base64')}`;
    return request.headers['proxy-authorization'] === wanted;
  }
}
