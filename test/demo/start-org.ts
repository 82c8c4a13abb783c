import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How large the simulated org is. The same seed gives the same org. */
export interface OrgSize {
  readonly users: number;
  readonly signIns: number;
  readonly seed: number;
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
  const args = ['--users', size.users, '--sign-ins', size.signIns, '--seed', size.seed];
  const child = spawn(process.execPath, [`${checkout}/test/dist/org.js`, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const facts: Omit<OrgProcess, keyof AsyncDisposable> = JSON.parse(line);
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
