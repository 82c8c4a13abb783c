import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** Headers of a request, beside those that a browser sends. */
export type Headers = Readonly<Record<string, string>>;

/** Somebody's browser: it keeps the cookie and knows the CSRF token of its session. */
export class Browser {
  /** As the server set it: name and value. */
  cookie = '';
  csrfToken = '';

  constructor(
    private readonly server: FastifyInstance,
    private readonly address = '127.0.0.1',
  ) {}

  /** Sends a request as a page of the console does. */
  async send(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers: Headers = {},
  ): Promise<LightMyRequestResponse> {
    const answer = await this.server.inject({
      method,
      url: `/api/v1${path}`,
      remoteAddress: this.address,
      headers: {
        host: 'localhost:7420',
        'sec-fetch-site': 'same-origin',
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(method === 'GET' ? {} : { 'x-csrf-token': this.csrfToken }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    const set = answer.headers['set-cookie'];
    if (set !== undefined) this.cookie = String(set).split(';', 1)[0] ?? '';
    return answer;
  }

  /** Signs in, or uses a link: whatever gives a session. */
  async begin(path: '/session' | '/welcome', body: object): Promise<LightMyRequestResponse> {
    const answer = await this.send('POST', path, body);
    if (answer.statusCode === 200) {
      this.csrfToken = answer.json<{ csrfToken: string }>().csrfToken;
    }
    return answer;
  }
}
