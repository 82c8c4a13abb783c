import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';

/**
 * How well a hook process is shut in. `strong`: namespaces of its own for processes, network and IPC,
 * around Node's permission model. `flags`: the permission model only, which is no guarantee against malice.
 */
export type IsolationLevel = 'strong' | 'flags';

/** What this machine allows, for `rollcall doctor`. */
export interface IsolationReport {
  /** The best level that works here. */
  readonly level: IsolationLevel;
  /** Why it is this one. */
  readonly reason: string;
  /** What would give `strong`; absent when it is active. */
  readonly remedy?: string;
}

/** Programs that are put before Node; absolute paths. */
export interface IsolationTools {
  /** Makes the namespaces. */
  readonly unshare?: string;
  /** Ends the hook process when the host is killed, also one that no longer listens. */
  readonly setpriv?: string;
}

/** The command line in front of Node for a level. */
export function isolationPrefix(level: IsolationLevel, tools: IsolationTools): string[] {
  const dieWithHost = tools.setpriv ? [tools.setpriv, '--pdeathsig', 'KILL', '--'] : [];
  if (level === 'flags' || tools.unshare === undefined) return dieWithHost;
  const nobody = ['--user', '--map-user=65534', '--map-group=65534'];
  const own = ['--pid', '--net', '--ipc', '--fork', '--kill-child'];
  return [...dieWithHost, tools.unshare, ...nobody, ...own, '--'];
}

/** Finds the tools once per process. */
export async function findTools(): Promise<IsolationTools> {
  foundTools ??= lookForTools();
  return foundTools;
}

/** Finds out once per process which level works here, by trying it. */
export async function detectLevel(): Promise<IsolationReport> {
  foundLevel ??= tryLevels();
  return foundLevel;
}

let foundTools: Promise<IsolationTools> | undefined;
let foundLevel: Promise<IsolationReport> | undefined;

async function lookForTools(): Promise<IsolationTools> {
  if (platform() !== 'linux') return {};
  const [unshare, setpriv] = await Promise.all([findProgram('unshare'), findProgram('setpriv')]);
  return { ...(unshare ? { unshare } : {}), ...(setpriv ? { setpriv } : {}) };
}

async function findProgram(name: string): Promise<string | undefined> {
  for (const folder of ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin']) {
    const path = join(folder, name);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function tryLevels(): Promise<IsolationReport> {
  if (platform() !== 'linux') {
    return {
      level: 'flags',
      reason: `namespaces are not available on ${platform()}`,
      remedy: 'Run the host on Linux, where hook processes get namespaces of their own.',
    };
  }
  const tools = await findTools();
  if (tools.unshare === undefined) {
    return {
      level: 'flags',
      reason: 'the program "unshare" is not installed',
      remedy: 'Install the package util-linux.',
    };
  }
  const fault = await runOnce([...isolationPrefix('strong', tools), '/proc/self/exe', '--version']);
  if (fault === undefined) {
    return { level: 'strong', reason: 'process, network and IPC namespaces work here' };
  }
  return {
    level: 'flags',
    reason: `namespaces cannot be made here: ${fault}`,
    remedy:
      'Allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1, ' +
      'kernel.apparmor_restrict_unprivileged_userns=0); in a container, allow the unshare system call.',
  };
}

/** What went wrong, or `undefined`. `/proc/self/exe` is the prefix's last program by then. */
function runOnce(command: readonly string[]): Promise<string | undefined> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: {},
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 10_000,
    });
    let said = '';
    child.stderr.on('data', (text) => {
      said = `${said}${text}`.slice(0, 500);
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => {
      resolve(code === 0 ? undefined : said.trim() || `exit code ${code}`);
    });
  });
}
