import { readdir, readFile } from 'node:fs/promises';

/** Peaks in bytes. */
export interface Peaks {
  /** Peak of the command itself. */
  readonly main: number;
  /** Peak of the process that runs the plugin; 0 where there is none. */
  readonly hook: number;
  /** Peak of the database, shared memory counted once; 0 where there is none. */
  readonly database: number;
  /** Peak of everything together, shared pages counted once. */
  readonly together: number;
}

const sampleEveryMs = 200;

/**
 * Samples a process, all below it, and the database of `home` until `ended` settles. The peaks of
 * single processes are the kernel's own (VmHWM); those of several are the highest sample.
 */
export async function watchMemory(
  pid: number,
  home: string | undefined,
  ended: Promise<unknown>,
): Promise<Peaks> {
  let peaks: Peaks = { main: 0, hook: 0, database: 0, together: 0 };
  let isOver = false;
  const over = ended.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    peaks = higher(peaks, await sample(pid, home));
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, sampleEveryMs))]);
  }
  return peaks;
}

async function sample(pid: number, home: string | undefined): Promise<Peaks> {
  const all = await processes();
  const own = [pid, ...below(all, pid)];
  const postmaster = home === undefined ? undefined : await postmasterOf(home);
  const database = postmaster === undefined ? [] : [postmaster, ...below(all, postmaster)];
  const hooks = own.filter((one) => all.get(one)?.command.includes('hook-process'));
  const [ownBytes, databaseBytes] = [await shares(own), await shares(database)];
  return {
    main: await highWater(pid),
    hook: Math.max(0, ...(await Promise.all(hooks.map(highWater)))),
    database: databaseBytes,
    together: ownBytes + databaseBytes,
  };
}

function higher(one: Peaks, other: Peaks): Peaks {
  return {
    main: Math.max(one.main, other.main),
    hook: Math.max(one.hook, other.hook),
    database: Math.max(one.database, other.database),
    together: Math.max(one.together, other.together),
  };
}

interface Facts {
  readonly parent: number;
  readonly command: string;
}

async function processes(): Promise<ReadonlyMap<number, Facts>> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const stat = await textOf(`/proc/${name}/stat`);
      const command = await textOf(`/proc/${name}/cmdline`);
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return [Number(name), { parent, command }] as const;
    }),
  );
  return new Map(found);
}

function below(all: ReadonlyMap<number, Facts>, pid: number): readonly number[] {
  const children = [...all].filter(([, { parent }]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...below(all, child)]);
}

async function postmasterOf(home: string): Promise<number | undefined> {
  return Number((await textOf(`${home}/postgres/postmaster.pid`)).split('\n')[0]) || undefined;
}

async function highWater(pid: number): Promise<number> {
  return kibIn(await textOf(`/proc/${pid}/status`), 'VmHWM');
}

/** The processes' proportional shares: pages that several share are counted once. */
async function shares(pids: readonly number[]): Promise<number> {
  const texts = await Promise.all(pids.map((pid) => textOf(`/proc/${pid}/smaps_rollup`)));
  return texts.reduce((sum, text) => sum + kibIn(text, 'Pss'), 0);
}

function kibIn(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
}

/** Nothing where the process has ended in between. */
async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
