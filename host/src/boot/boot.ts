import { RollcallError } from '@rollcall/core';

import packageJson from '../../package.json' with { type: 'json' };
import { runCli } from '../cli/cli.js';
import type { CliBoot, CliIo } from '../cli/io.js';
import { detectLevel } from '../hook-process/level.js';
import { validatePluginFolder } from '../plugins/plugin-package.js';
import { readConfig } from './config.js';
import { type Host, openHost } from './host.js';
import { startWorkers } from './workers.js';

/** Runs one command of the command line in this process, and sets its exit status. */
export async function boot(): Promise<void> {
  const interrupt = interruptSignal();
  const io: CliIo = {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    stdinIsTty: process.stdin.isTTY === true,
    stderrIsTty: process.stderr.isTTY === true,
    env: process.env,
    interrupt,
  };
  const code = await runCli(process.argv.slice(2), io, cliBoot());
  process.exitCode = code;
  await drained();
  process.exit(code);
}

function cliBoot(): CliBoot {
  const opened = new WeakMap<object, Host>();
  return {
    version: packageJson.version,
    homeOf: (flag) => readConfig(process.env, flag).home,
    async openHost({ home, mayMigrate }) {
      const host = await openHost(readConfig(process.env, home), {
        mayMigrate,
        onProgress: (message) => process.stderr.isTTY && process.stderr.write(`${message}\n`),
      });
      opened.set(host, host);
      return host;
    },
    async startWorkers(host) {
      const own = opened.get(host);
      if (!own) throw new RollcallError('INTERNAL', 'the host was opened elsewhere');
      return startWorkers(own);
    },
    async hookLevel() {
      const { level, reason, remedy } = await detectLevel();
      return { level, detail: reason, ...(remedy === undefined ? {} : { hint: remedy }) };
    },
    validatePlugin: validatePluginFolder,
  };
}

/** Aborts at the first Ctrl-C or termination; the second ends the process at once. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
      controller.abort(new RollcallError('RUN_CANCELLED', 'interrupted'));
    });
  }
  process.stdout.on('error', (error) => {
    // The reader of a pipe has gone: nobody wants the rest.
    if ('code' in error && error.code === 'EPIPE') process.exit(0);
  });
  return controller.signal;
}

/** What was printed has reached the pipe. */
async function drained(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
}
