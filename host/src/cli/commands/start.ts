import { once } from 'node:events';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

import type { Command } from 'commander';

import { rememberConsoleAddress } from '../../access/console-address.js';
import { firstApiToken } from '../../access/first-api-token.js';
import { linkTo } from '../../access/one-time-links.js';
import type { Host } from '../../host-port.js';
import { buildServer } from '../../http/server.js';
import { type CommandContext, withHost } from '../context.js';
import { type Output, usageError } from '../output.js';

interface StartOptions {
  readonly port: string;
  readonly listen: string;
  /** Commander makes it of `--no-console`. */
  readonly console: boolean;
  readonly publicUrl?: string;
  readonly trustProxy?: readonly string[];
}

const examples = `
Examples:
  $ rollcall start
  $ rollcall start --port 8080
  $ rollcall start --public-url https://rollcall.example.com --trust-proxy 127.0.0.1`;

/** `rollcall start`: the host with API and workers, until it is told to stop. */
export function startCommand(program: Command, context: CommandContext): void {
  program
    .command('start')
    .description('Run the host: API and workers, until Ctrl-C')
    .option('--port <number>', 'port to listen on; 0 takes a free one', '7420')
    .option('--listen <address>', 'address to listen on', '127.0.0.1')
    .option('--no-console', 'without the pages for people')
    .option('--public-url <url>', 'the address that people use, where a proxy stands before it')
    .option('--trust-proxy <address...>', 'proxies whose word on client and protocol is taken')
    .addHelpText('after', examples)
    .action((options: StartOptions, command: Command) =>
      withHost(context, command, (host, output) => start(context, host, output, options), true),
    );
}

async function start(
  context: CommandContext,
  host: Host,
  output: Output,
  options: StartOptions,
): Promise<undefined> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw usageError(`--port is a number from 0 to 65535, not "${options.port}"`);
  }
  const publicUrl = webAddress(options.publicUrl);
  const server = buildServer(host, {
    version: context.boot.version,
    allowedHosts: [options.listen, hostname()],
    consoleFolder: options.console ? context.boot.consoleFolder : undefined,
    isBeyondLoopback: !isLoopback(options.listen),
    publicUrl,
    trustedProxies: proxies(options.trustProxy ?? []),
  });
  try {
    // Whoever waits for readiness finds the token.
    const first = await firstApiToken(host.access.tokens, host.home);
    const url = await listen(server, { host: options.listen, port });
    const welcome = options.console ? await welcomeLink(host, publicUrl ?? url) : undefined;
    const workers = await context.boot.startWorkers(host);
    try {
      await tell(output, { url, first, welcome });
      if (options.console && !isLoopback(options.listen) && publicUrl === undefined) {
        await output.note(
          'Other machines sign in by https only: put a proxy before it, and name it by --public-url.',
        );
      }
      if (!context.io.interrupt.aborted) await once(context.io.interrupt, 'abort');
      await output.note('Stopping: what is committed stays.');
    } finally {
      await workers.close();
    }
  } finally {
    await server.close();
  }
  return undefined;
}

async function listen(
  server: ReturnType<typeof buildServer>,
  address: { readonly host: string; readonly port: number },
): Promise<string> {
  try {
    return await server.listen(address);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (reason === '') throw cause;
    throw usageError(
      `cannot listen on ${address.host}:${address.port} (${reason})`,
      'Choose another with --port and --listen, or stop what listens there.',
    );
  }
}

/** The link for the first administrator, while there is no user. A new one comes with each start. */
async function welcomeLink(host: Host, url: string): Promise<string | undefined> {
  await rememberConsoleAddress(host.database.db, url);
  if (!(await host.access.users.isEmpty())) return undefined;
  return linkTo(url, await host.access.links.makeFirst());
}

function webAddress(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url).origin;
  throw usageError(`--public-url is an address such as https://rollcall.example.com, not "${url}"`);
}

function proxies(addresses: readonly string[]): readonly string[] {
  const wrong = addresses.find((address) => isIP(address.split('/', 1)[0] ?? '') === 0);
  if (wrong === undefined) return addresses;
  throw usageError(`--trust-proxy is an address such as 10.0.0.2 or 10.0.0.0/24, not "${wrong}"`);
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);
}

interface Told {
  readonly url: string;
  readonly first: { readonly token: string; readonly path: string } | undefined;
  readonly welcome: string | undefined;
}

async function tell(output: Output, { url, first, welcome }: Told): Promise<void> {
  const document = {
    url,
    api: `${url}/api/v1`,
    apiToken: first?.token ?? null,
    welcomeLink: welcome ?? null,
  };
  await output.result(document, () =>
    [
      `Rollcall runs at ${url}`,
      ...(welcome ? [`Become its first administrator, by this link, once: ${welcome}`] : []),
      `API: ${url}/api/v1 (described at ${url}/api/v1/openapi.json)`,
      ...(first ? [`API token, shown once and kept in ${first.path}: ${first.token}`] : []),
      'Stop it with Ctrl-C.',
    ].join('\n'),
  );
}
