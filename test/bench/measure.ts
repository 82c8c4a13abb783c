import type { OrgProcess } from '../demo/start-org.js';
import { type Usage, watchProcesses } from './processes.js';
import { startCommand } from './run-command.js';
import type { Subject } from './subjects.js';

/** One subject in one round. */
export interface Measurement {
  readonly subject: string;
  readonly seconds: number;
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** API requests that the org counted. */
  readonly requests: number;
  readonly usage: Usage;
}

/** Measures one subject once: the whole command, from its start to its end. */
export async function measure(subject: Subject, org: OrgProcess): Promise<Measurement> {
  const prepared = await subject.prepare(org);
  try {
    const before = await usedOf(org);
    const began = performance.now();
    const command = startCommand(prepared.args, prepared.env);
    let seconds = 0;
    const ended = command.ended.finally(() => {
      seconds = (performance.now() - began) / 1000;
    });
    const [stdout, usage] = await Promise.all([
      ended,
      watchProcesses(command.pid, prepared.home, ended),
    ]);
    const rows = await prepared.rows(stdout);
    const requests = (await usedOf(org)) - before;
    return {
      subject: subject.name,
      seconds,
      rows,
      rowsPerSecond: rows / seconds,
      requests,
      usage,
    };
  } finally {
    await prepared.clean();
  }
}

async function usedOf(org: OrgProcess): Promise<number> {
  const response = await fetch(`${org.controlUrl}/usage`);
  const { used }: { readonly used: number } = JSON.parse(await response.text());
  return used;
}
