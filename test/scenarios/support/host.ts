import { randomUUID } from 'node:crypto';

import type { Rollcall } from './rollcall.js';

/** A host that listens, and a door to its API. */
export interface RunningHost extends AsyncDisposable {
  /** Without a path. */
  readonly url: string;
  /** Opens the API. */
  readonly token: string;
  /** The process. */
  readonly pid: number;
  /** Sends a request with the token; a path is below `/api/v1`. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
  /** Sends a request that has to succeed, and gives its JSON. */
  json<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Stops it as an operator does, and gives what it printed. */
  stop(): Promise<string>;
}

/** Starts `rollcall start` on a free port and waits until it says where it listens. */
export async function startHost(
  rollcall: Rollcall,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningHost> {
  const { process: child, outcome } = rollcall.start(['start', '--port', '0', '--json'], env);
  const said = new Promise<Announcement>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const document = parse(text);
      if (document !== undefined) resolve(document);
    });
    outcome.then(({ stdout, stderr }) => reject(new Error(`no host: ${stdout}${stderr}`)), reject);
  });
  const { url, apiToken } = await said;
  const token =
    apiToken ??
    (await rollcall.json<{ token: string }>(['token', 'add', `test ${randomUUID()}`])).token;
  const call: RunningHost['call'] = (method, path, body) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const stop = async (): Promise<string> => {
    child.kill('SIGTERM');
    const { stdout, stderr } = await outcome;
    return stdout + stderr;
  };
  return {
    url,
    token,
    pid: child.pid ?? 0,
    call,
    async json(method, path, body) {
      const response = await call(method, path, body);
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return JSON.parse(text);
    },
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

interface Announcement {
  readonly url: string;
  readonly apiToken: string | null;
}

function parse(text: string): Announcement | undefined {
  try {
    return JSON.parse(text);
  } catch {
    // not whole yet
    return undefined;
  }
}
