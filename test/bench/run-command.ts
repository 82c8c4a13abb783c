import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** A command that runs. */
export interface StartedCommand {
  readonly pid: number;
  /** What it printed. Rejects when it fails. */
  readonly ended: Promise<string>;
}

/** Starts a program on this Node, with an environment of its own. */
export function startCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): StartedCommand {
  const child = spawn(process.execPath, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = async (): Promise<string> => {
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stdout}${stderr}`);
    return stdout;
  };
  return { pid: child.pid ?? 0, ended: end() };
}

/** Runs a program to its end and gives what it printed. */
export function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  return startCommand(args, env).ended;
}
