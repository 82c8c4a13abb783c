import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import type { Rollcall } from './rollcall.js';
import { heading, say } from './talk.js';

const port = Number(process.env.ROLLCALL_DEMO_PORT || 7420);
const address = `http://127.0.0.1:${port}`;

/**
 * Starts the host. On a terminal it runs until Ctrl-C; elsewhere, or with `CI` set, it is stopped as
 * soon as its address answers. `home` is how a person would name the home.
 */
export async function serve(rollcall: Rollcall, home: string): Promise<void> {
  heading('The host');
  const host = rollcall.start(['start', '--port', String(port)], 'ignore');
  const exited = once(host, 'exit');
  await answers(host);
  say(`${address} answers: the API is below /api/v1, its description at /api/v1/openapi.json.`);
  heading('The console');
  for (const line of await signIn(rollcall)) say(line);
  if (process.stdout.isTTY && !process.env.CI) {
    say('Ctrl-C ends the demo.');
    process.on('SIGINT', () => undefined);
    await exited;
    return;
  }
  say('This is no terminal, so the host stops now. The link works as soon as it runs again:');
  say(`ROLLCALL_HOME=${home} npx rollcall start --port ${port}`);
  host.kill('SIGTERM');
  await exited;
}

/** How to sign in: by a one-time link, until somebody did. */
async function signIn(rollcall: Rollcall): Promise<readonly string[]> {
  const { users } = await rollcall.json<{ users: readonly User[] }>(['user', 'list']);
  const [administrator] = users.filter(({ role }) => role === 'administrator');
  if (administrator) {
    const known = `${address}/sign-in as ${administrator.login}`;
    return [known, `A new password: npx rollcall user reset ${administrator.login}`];
  }
  const { link } = await rollcall.json<{ link: string }>(['user', 'welcome']);
  return ['Open this link, once, and become the administrator:', link];
}

interface User {
  readonly login: string;
  readonly role: string;
}

async function answers(host: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if (host.exitCode !== null) throw new Error('the host ended before its address answered');
    const response = await fetch(`${address}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${address} does not answer`);
}
