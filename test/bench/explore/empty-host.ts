import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rollcall = join(fileURLToPath(new URL('../..', import.meta.url)), 'host/bin/rollcall.mjs');

/** A home without integrations, which goes when it is disposed of. */
export interface EmptyHome extends AsyncDisposable {
  readonly folder: string;
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  /** The arguments of Node that run a command of Rollcall on it. */
  command(...args: readonly string[]): readonly string[];
}

/** Makes a home in a folder of its own. */
export async function prepareEmptyHome(): Promise<EmptyHome> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
  const path = join(folder, 'home');
  return {
    folder,
    path,
    env: { PATH: process.env.PATH ?? '', ROLLCALL_HOME: path, XDG_RUNTIME_DIR: folder },
    command: (...args) => [rollcall, ...args],
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Starts a host on a free port, and stops it when it is disposed of. */
export async function startPlainHost(
  home: EmptyHome,
): Promise<AsyncDisposable & { readonly url: string }> {
  const child = spawn(process.execPath, [...home.command('start', '--port', '0', '--json')], {
    env: { ...home.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let url: string | undefined;
  for await (const chunk of child.stdout) {
    said += String(chunk);
    url = /"url": "([^"]+)"/.exec(said)?.[1];
    if (url !== undefined) break;
  }
  if (url === undefined) throw new Error(`the host did not start: ${said}`);
  return {
    url,
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
