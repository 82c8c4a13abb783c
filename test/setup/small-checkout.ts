import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** Stands for the bundler: writes one result, and counts how often it ran. */
const fakeBuild = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
appendFileSync('builds', 'x');
mkdirSync('core/dist', { recursive: true });
writeFileSync('core/dist/index.js', '');
`;

/** How a command ended, and what it said. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A checkout with our scripts but without packages to fetch, in a folder of its own whose name has a space. */
export class SmallCheckout {
  private constructor(readonly root: string) {}

  static async create(): Promise<SmallCheckout> {
    const small = new SmallCheckout(await mkdtemp(join(tmpdir(), 'rollcall set-up-')));
    await cp(join(checkout, 'scripts'), join(small.root, 'scripts'), { recursive: true });
    await cp(join(checkout, 'host/bin'), join(small.root, 'host/bin'), { recursive: true });
    await small.write('scripts/build.mjs', fakeBuild);
    await small.write('package-lock.json', JSON.stringify({ packages: { '': {} } }));
    await small.write('node_modules/.package-lock.json', JSON.stringify({ packages: {} }));
    await small.write('core/src/index.ts', '// first');
    return small;
  }

  async write(path: string, text: string): Promise<void> {
    const full = join(this.root, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, text);
  }

  async builds(): Promise<number> {
    return (await readFile(join(this.root, 'builds'), 'utf8').catch(() => '')).length;
  }

  /** Runs one of the scripts to its end. */
  run(script: string, ...args: readonly string[]): Promise<Ended> {
    return ended(this.start(script, ...args));
  }

  /** Starts one of the scripts; `ended` waits for it. */
  start(script: string, ...args: readonly string[]) {
    return spawn(process.execPath, [join(this.root, script), ...args], { cwd: tmpdir() });
  }

  async remove(path = ''): Promise<void> {
    await rm(join(this.root, path), { recursive: true, force: true });
  }
}

/** The process id of a process that is gone. */
export function deadProcess(): Promise<number> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--version'], () => resolve(child.pid ?? 0));
  });
}

/** Waits for the end of a process. */
export async function ended(child: ReturnType<SmallCheckout['start']>): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => {
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}
