import { readdir, readFile } from 'node:fs/promises';

/** A process of this machine. */
export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  /** Whether it only waits for its parent to read its exit code. */
  readonly hasEnded: boolean;
}

/** Every process below `pid`, nearest first. Linux only, as the tests' machines are. */
export async function descendants(pid: number): Promise<readonly ProcessFacts[]> {
  const all = await list();
  const found: ProcessFacts[] = [];
  for (let parents = [pid]; parents.length > 0; ) {
    const next = all.filter((one) => parents.includes(one.parent));
    found.push(...next);
    parents = next.map((one) => one.pid);
  }
  return found;
}

/** Those that still run. One that has ended and that nobody has asked about yet (a zombie) does not. */
export async function livingOf(pids: readonly number[]): Promise<readonly number[]> {
  const all = await list();
  return pids.filter((pid) => all.some((one) => one.pid === pid && !one.hasEnded));
}

/** The PostgreSQL server of a home. */
export async function postmasterOf(home: string): Promise<number> {
  const lines = (await readFile(`${home}/postgres/postmaster.pid`, 'utf8')).split('\n');
  return Number(lines[0]);
}

async function list(): Promise<readonly ProcessFacts[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(names.map((name) => factsOf(name).catch(() => undefined)));
  return found.filter((facts) => facts !== undefined);
}

async function factsOf(name: string): Promise<ProcessFacts> {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8');
  const command = (await readFile(`/proc/${name}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid: Number(name), parent: Number(parent), command, hasEnded: state === 'Z' };
}
