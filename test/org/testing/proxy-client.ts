import { Agent, request } from 'node:https';

/** What came back over the wire. */
export interface WireReply {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** A client that reaches orgs through the CONNECT proxy and trusts their authority. */
export class ProxyClient {
  readonly #agent: Agent;

  constructor(proxyUrl: string, ca: string) {
    this.#agent = new Agent({ keepAlive: true, ca, proxyEnv: { HTTPS_PROXY: proxyUrl } });
  }

  /** Rejects when the connection breaks before the whole body came. */
  send(
    url: string,
    options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ) {
    return new Promise<WireReply>((resolve, reject) => {
      const { method = 'GET', headers = {}, body } = options;
      const sent = request(url, { method, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
