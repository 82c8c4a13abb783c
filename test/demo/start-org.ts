import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Which simulated org. The same seed and beginning give the same org. */
export interface OrgSize {
  readonly users: number;
  readonly signIns: number;
  /** By default what the users granted. */
  readonly oauthTokens?: number;
  readonly seed: number;
  /** ISO 8601 instant that everything in the org is dated by. */
  readonly beganAt: string;
}

/** A simulated org in a process of its own. */
export interface OrgProcess extends AsyncDisposable {
  readonly proxyUrl: string;
  readonly caFile: string;
  readonly salesforceUrl: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly controlUrl: string;
}

/** Starts a simulated org and waits until it answers. */
export async function startOrgProcess(checkout: string, size: OrgSize): Promise<OrgProcess> {
  const { users, signIns, seed, beganAt } = size;
  const numbers = ['--users', users, '--sign-ins', signIns, '--seed', seed].map(String);
  const tokens = size.oauthTokens === undefined ? [] : ['--oauth-tokens', String(size.oauthTokens)];
  const args = [`${checkout}/test/dist/org.js`, ...numbers, ...tokens, '--start-at', beganAt];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const facts: Omit<OrgProcess, keyof AsyncDisposable> = JSON.parse(line);
    await setClock(facts.controlUrl);
    return {
      ...facts,
      async [Symbol.asyncDispose]() {
        const exited = once(child, 'exit');
        child.kill();
        await exited;
      },
    };
  }
  throw new Error('the simulated org did not start');
}

/** The org was dated by its beginning; from here on its clock shows the present. */
async function setClock(controlUrl: string): Promise<void> {
  const response = await fetch(`${controlUrl}/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ set: new Date().toISOString() }),
  });
  if (!response.ok) throw new Error('the simulated org did not take the time');
}
