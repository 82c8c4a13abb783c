import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Another process that has a home open. */
export interface OtherProcess {
  /** Lets it close the database and end. */
  close(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/** Starts a process that opens the database in `home`, and waits until it has. */
export async function openInOtherProcess(home: string, runtimeDir: string): Promise<OtherProcess> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', source('typescript-hooks.ts'), program, home, runtimeDir],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open') return otherProcess(child);
  }
  throw new Error('the other process did not open the home');
}

const program = source('open-and-wait.ts');

function source(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

function otherProcess(child: ChildProcess): OtherProcess {
  const exited = once(child, 'exit');
  return {
    async close() {
      child.stdin?.end();
      await exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
