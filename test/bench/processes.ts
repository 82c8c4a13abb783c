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

/** What a command took of the machine. */
export interface Usage {
  readonly peaks: Peaks;
  /** Processor seconds, user and system, of the command, what it started, and its database. */
  readonly cpuSeconds: number;
}

const sampleEveryMs = 200;

/** Clock ticks of a second in /proc, the same on every Linux of today. */
const ticksPerSecond = 100;

/**
 * Samples a process, all below it, and the database of `home` until `ended` settles. The peaks of
 * single processes are the kernel's own (VmHWM); those of several are the highest sample. Processor
 * time is each process's last sample: up to 200 ms of a process may be missing.
 */
export async function watchProcesses(
  pid: number,
  home: string | undefined,
  ended: Promise<unknown>,
): Promise<Usage> {
  let peaks: Peaks = { main: 0, hook: 0, database: 0, together: 0 };
  const ticks = new Map<number, number>();
  let isOver = false;
  const over = ended.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    peaks = higher(peaks, await sample(pid, home, ticks));
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, sampleEveryMs))]);
  }
  const all = [...ticks.values()].reduce((sum, each) => sum + each, 0);
  return { peaks, cpuSeconds: all / ticksPerSecond };
}

async function sample(
  pid: number,
  home: string | undefined,
  ticks: Map<number, number>,
): Promise<Peaks> {
  const all = await processes();
  const own = [pid, ...below(all, pid)];
  const postmaster = home === undefined ? undefined : await postmasterOf(home);
  const database = postmaster === undefined ? [] : [postmaster, ...below(all, postmaster)];
  for (const one of [...own, ...database]) ticks.set(one, all.get(one)?.ticks ?? 0);
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
  /** Processor time. */
  readonly ticks: number;
}

async function processes(): Promise<ReadonlyMap<number, Facts>> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const stat = await textOf(`/proc/${name}/stat`);
      const command = await textOf(`/proc/${name}/cmdline`);
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = Number(fields[11]) + Number(fields[12]);
      return [Number(name), { parent: Number(fields[1]), command, ticks }] as const;
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
