import { PassThrough, Readable, Writable } from 'node:stream';

import { runCli } from '../cli.js';
import type { CliBoot, CliIo } from '../io.js';
import { type FakeHost, fakeHost } from './fake-host.js';

/** What a command did. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** `stdout` as JSON. */
  json(): unknown;
  readonly host: FakeHost;
}

/** The process that a test pretends. */
export interface Pretended {
  readonly host?: FakeHost;
  readonly stdin?: string;
  readonly stdinIsTty?: boolean;
  /** Whether the person ends the input after `stdin`, as Ctrl-D does. */
  readonly stdinEnds?: boolean;
  readonly env?: CliIo['env'];
  readonly interrupt?: AbortSignal;
  readonly boot?: Partial<CliBoot>;
}

/** Runs a command line in this process, against a fake host. */
export async function runCommand(
  argv: readonly string[],
  pretended: Pretended = {},
): Promise<Outcome> {
  const host = pretended.host ?? fakeHost();
  const stdout = new Collected();
  const stderr = new Collected();
  const stdin = pretended.stdinIsTty
    ? new PassThrough({ encoding: 'utf8' })
    : Readable.from(pretended.stdin === undefined ? [] : [pretended.stdin]);
  if (stdin instanceof PassThrough) {
    stdin.write(pretended.stdin ?? '');
    if (pretended.stdinEnds) stdin.end();
  }
  const io: CliIo = {
    stdout,
    stderr,
    stdin,
    stdinIsTty: pretended.stdinIsTty ?? false,
    stderrIsTty: false,
    env: pretended.env ?? {},
    interrupt: pretended.interrupt ?? new AbortController().signal,
    timeZone: 'UTC',
  };
  const exitCode = await runCli(argv, io, { ...fakeBoot(host), ...pretended.boot });
  return {
    exitCode,
    stdout: stdout.text,
    stderr: stderr.text,
    json: () => JSON.parse(stdout.text),
    host,
  };
}

function fakeBoot(host: FakeHost): CliBoot {
  return {
    openHost: async () => host,
    startWorkers: async () => ({ close: async () => undefined }),
    homeOf: (flag) => flag ?? '/nowhere',
    hookLevel: async () => ({ level: 'flags', detail: 'no namespaces' }),
    validatePlugin: async () => ({ faults: [] }),
    version: '0.1.0',
    consoleFolder: '/nowhere/console',
  };
}

class Collected extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}
