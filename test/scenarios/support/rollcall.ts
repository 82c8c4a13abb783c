import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

const host = dirname(createRequire(import.meta.url).resolve('@rollcall/host/package.json'));
const bin = join(host, 'bin', 'rollcall.mjs');

/** What a command did. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON. */
  json<T>(): T;
}

/** A command that is running. */
export interface Running {
  readonly process: ChildProcess;
  /** Resolves when it has ended. */
  readonly outcome: Promise<Outcome>;
}

/** Runs the built command line in processes of its own, with nothing of this process's environment but the path. */
export class Rollcall {
  readonly home: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor(home: string, env: Readonly<Record<string, string>>) {
    this.home = home;
    this.#env = env;
  }

  /** Starts a command. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    const child = spawn(process.execPath, [bin, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH ?? '', ROLLCALL_HOME: this.home, ...this.#env, ...env },
    });
    return { process: child, outcome: outcomeOf(child) };
  }

  /** Runs a command to its end. */
  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    return this.start(args, env).outcome;
  }

  /** Runs a command that has to succeed, and gives its JSON. */
  async json<T>(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<T> {
    const outcome = await this.run([...args, '--json'], env);
    if (outcome.code !== 0) {
      throw new Error(
        `"${args.join(' ')}" ended with ${outcome.code}: ${outcome.stdout}${outcome.stderr}`,
      );
    }
    return outcome.json<T>();
  }
}

async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const exited = once(child, 'exit');
  const [stdout, stderr, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    exited,
  ]);
  return { code, stdout, stderr, json: () => JSON.parse(stdout) };
}
