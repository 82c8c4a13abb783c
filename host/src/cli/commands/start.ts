import { once } from 'node:events';
import { hostname } from 'node:os';

import type { Command } from 'commander';

import { ApiTokens, firstApiToken } from '../../access/api-tokens.js';
import type { Host } from '../../host-port.js';
import { buildServer } from '../../http/server.js';
import { type CommandContext, withHost } from '../context.js';
import { type Output, usageError } from '../output.js';

interface StartOptions {
  readonly port: string;
  readonly listen: string;
  /** Commander makes it of `--no-console`. */
  readonly console: boolean;
}

/** `rollcall start`: the host with API and workers, until it is told to stop. */
export function startCommand(program: Command, context: CommandContext): void {
  program
    .command('start')
    .description('Run the host: API and workers, until Ctrl-C')
    .option('--port <number>', 'port to listen on; 0 takes a free one', '7420')
    .option('--listen <address>', 'address to listen on', '127.0.0.1')
    .option('--no-console', 'without the pages for people')
    .addHelpText('after', '\nExamples:\n  $ rollcall start\n  $ rollcall start --port 8080')
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
  const tokens = new ApiTokens(host.database.db, host.clock);
  const server = buildServer(host, {
    tokens,
    version: context.boot.version,
    allowedHosts: [options.listen, hostname()],
    hasConsole: options.console,
  });
  try {
    // Whoever waits for readiness finds the token.
    const first = await firstApiToken(tokens, host.home);
    const url = await listen(server, { host: options.listen, port });
    const workers = await context.boot.startWorkers(host);
    try {
      await tell(output, url, first);
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

async function tell(
  output: Output,
  url: string,
  first: { readonly token: string; readonly path: string } | undefined,
): Promise<void> {
  const document = { url, api: `${url}/api/v1`, apiToken: first?.token ?? null };
  await output.result(document, () =>
    [
      `Rollcall runs at ${url}`,
      `API: ${url}/api/v1 (described at ${url}/api/v1/openapi.json)`,
      ...(first ? [`API token, shown once and kept in ${first.path}: ${first.token}`] : []),
      'Stop it with Ctrl-C.',
    ].join('\n'),
  );
}
