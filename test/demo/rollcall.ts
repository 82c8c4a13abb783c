import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import { say } from './talk.js';

/** Where the commands run. */
export interface RollcallOptions {
  /** The checkout with the built program. */
  readonly checkout: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the real command line, each command in a process of its own. */
export class Rollcall {
  readonly #options: RollcallOptions;

  constructor(options: RollcallOptions) {
    this.#options = options;
  }

  /** Shows the command and the beginning of what it prints, and how to see the rest. Throws when it fails. */
  async showBeginning(args: readonly string[], mostLines: number): Promise<void> {
    say(`$ rollcall ${args.map(quoted).join(' ')}`);
    const child = this.start(args, 'pipe');
    const exited = once(child, 'exit');
    const lines = (child.stdout ? await text(child.stdout) : '').trimEnd().split('\n');
    const [code] = await exited;
    if (code !== 0) throw new Error(`"rollcall ${args.join(' ')}" ended with status ${code}`);
    // at the end of a paragraph, if there is one: a table that is cut in its middle looks broken
    const paragraph = lines.lastIndexOf('', mostLines);
    const end = lines.length <= mostLines ? lines.length : paragraph > 0 ? paragraph : mostLines;
    process.stdout.write(`${lines.slice(0, end).join('\n')}\n`);
    if (end < lines.length) say(`… and ${lines.length - end} lines more: the command shows them.`);
  }

  /** Shows the command and what it prints. Throws when it fails. */
  async show(args: readonly string[]): Promise<void> {
    say(`$ rollcall ${args.map(quoted).join(' ')}`);
    const child = this.start(args, 'inherit');
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`"rollcall ${args.join(' ')}" ended with status ${code}`);
  }

  /** Whether an integration of that display name is there. */
  async hasIntegration(name: string): Promise<boolean> {
    const found = await this.json<{
      readonly integrations?: readonly { readonly name: string }[];
    }>(['integration', 'list']);
    return found.integrations?.some((integration) => integration.name === name) ?? false;
  }

  /** The document that a command prints. */
  async json<Document>(args: readonly string[]): Promise<Document> {
    const child = this.start([...args, '--json'], 'pipe');
    return JSON.parse(child.stdout ? await text(child.stdout) : '');
  }

  /** Starts a command; its standard error is always shown. */
  start(args: readonly string[], stdout: 'inherit' | 'pipe' | 'ignore'): ChildProcess {
    const { checkout, home, env } = this.#options;
    return spawn(process.execPath, [`${checkout}/host/bin/rollcall.mjs`, ...args], {
      stdio: ['inherit', stdout, 'inherit'],
      env: { ...process.env, ...env, ROLLCALL_HOME: home },
    });
  }
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
