import type { Reply } from '../net/reply.js';
import { requestTo } from '../net/request.js';
import type { OrgOptions } from '../options.js';
import { answer } from '../pipeline.js';
import { isObject } from '../routes/json-body.js';
import { OrgState } from '../state.js';

/** A reply a test looks into. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON value, or the text. */
  readonly body: unknown;
  /** The `errorCode` of a data error, the `error` of an OAuth error. */
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** Speaks to an org without a network in between. */
export class TestCaller {
  readonly org: OrgState;
  version = 66;
  #token: string | undefined;

  constructor(options: OrgOptions = {}) {
    this.org = new OrgState({ users: 60, signIns: 600, ...options });
  }

  /** Asks for a token with these changes to the form; a null drops a field. */
  async requestToken(
    changes: Record<string, string | null> = {},
    host = this.org.host,
  ): Promise<Answer> {
    const { consumerKey, consumerSecret } = this.org.app;
    const fields: Record<string, string | null> = {
      grant_type: 'client_credentials',
      client_id: consumerKey,
      client_secret: consumerSecret,
      ...changes,
    };
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) if (value !== null) form.set(name, value);
    return this.send('POST', '/services/oauth2/token', { host }, form.toString());
  }

  /** Signs in, and uses the token from now on. */
  async signIn(): Promise<void> {
    const { body } = await this.requestToken();
    this.#token = isObject(body) ? String(body.access_token) : undefined;
  }

  /** Calls a path below `/services/data/vXX.0`. */
  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call('GET', path, headers);
  }

  async call(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body = '',
  ): Promise<Answer> {
    if (this.#token === undefined) await this.signIn();
    const authorization = `Bearer ${this.#token}`;
    const url = path.startsWith('/services/') ? path : `/services/data/v${this.version}.0${path}`;
    return this.send(method, url, { authorization, ...headers }, body);
  }

  async query(soql: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.get(`/query?q=${encodeURIComponent(soql)}`, headers);
  }

  /** Every record of a query, page after page. */
  async queryAll(
    soql: string,
    headers: Record<string, string> = {},
  ): Promise<Record<string, unknown>[]> {
    let answered = await this.query(soql, headers);
    const records = recordsOf(answered);
    for (;;) {
      const next = isObject(answered.body) ? answered.body.nextRecordsUrl : undefined;
      if (typeof next !== 'string') return records;
      answered = await this.get(next, headers);
      records.push(...recordsOf(answered));
    }
  }

  async send(
    method: string,
    url: string,
    headers: Record<string, string>,
    body = '',
  ): Promise<Answer> {
    const request = requestTo(method, url, { host: this.org.host, ...headers }, body);
    return read(await answer(this.org, request, undefined));
  }
}

/** The records of a query reply. @throws when it is a refusal */
export function recordsOf(answered: Answer): Record<string, unknown>[] {
  const { body } = answered;
  if (!isObject(body) || !Array.isArray(body.records)) throw new Error(JSON.stringify(body));
  return body.records.filter(isObject);
}

function read({ status, headers, content }: Reply): Answer {
  const body =
    content.kind === 'json' ? content.value : content.kind === 'text' ? content.text : '';
  const error: unknown = Array.isArray(body) ? body[0] : body;
  const at = (...names: string[]): string | undefined => {
    const found = names.map((name) => (isObject(error) ? error[name] : undefined));
    return found.find((value) => typeof value === 'string');
  };
  return {
    status,
    headers,
    body,
    code: at('errorCode', 'error'),
    message: at('message', 'error_description'),
  };
}
