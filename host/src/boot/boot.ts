import { userInfo } from 'node:os';

import { RollcallError } from '@rollcall/core';

import packageJson from '../../package.json' with { type: 'json' };
import { runCli } from '../cli/cli.js';
import type { CliBoot, CliIo } from '../cli/io.js';
import { validatePluginFolder } from '../plugins/plugin-package.js';
import { readConfig } from './config.js';
import { type Host, hookIsolation, openHost } from './host.js';
import { startWorkers } from './workers.js';

/** Why a command is to end before it is done, and whether its result reached nobody. */
interface Ending {
  readonly interrupt: AbortSignal;
  readonly isUnread: () => boolean;
}

const sameSignalMs = 500;

/** Runs one command of the command line in this process, and sets its exit status. */
export async function boot(): Promise<void> {
  const { interrupt, isUnread } = watchEnding();
  const io: CliIo = {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    stdinIsTty: process.stdin.isTTY === true,
    stderrIsTty: process.stderr.isTTY === true,
    env: process.env,
    interrupt,
    user: systemUser(),
  };
  const code = await runCli(process.argv.slice(2), io, cliBoot());
  process.exitCode = code;
  await drained();
  process.exit(code === 0 && isUnread() ? 1 : code);
}

function cliBoot(): CliBoot {
  const opened = new WeakMap<object, Host>();
  return {
    version: packageJson.version,
    // Read when it is asked for: a variable that cannot be used is told by the command.
    get consoleFolder() {
      return readConfig(process.env, undefined).consoleFolder;
    },
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
    hookLevel: hookIsolation,
    validatePlugin: validatePluginFolder,
  };
}

/**
 * Interrupts at the first Ctrl-C or termination; the second ends the process at once. A standard
 * output that nobody reads any more interrupts as well: what is committed stays, and the run is
 * closed in order. Standard error only accompanies, so that its end changes nothing.
 */
function watchEnding(): Ending {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort(new RollcallError('RUN_CANCELLED', 'interrupted'));
  let askedAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // One Ctrl-C can come twice: from the terminal, and by way of whoever started this process.
      const now = performance.now();
      if (askedAt !== undefined && now - askedAt < sameSignalMs) return;
      if (askedAt !== undefined) process.exit(signal === 'SIGINT' ? 130 : 143);
      askedAt = now;
      interrupt();
    });
  }
  let isUnread = false;
  process.stdout.on('error', () => {
    isUnread = true;
    interrupt();
  });
  process.stderr.on('error', () => undefined);
  return { interrupt: controller.signal, isUnread: () => isUnread };
}

/** Who runs this process; a number where the system knows no name. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** What was printed has reached the pipe. */
async function drained(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
}
