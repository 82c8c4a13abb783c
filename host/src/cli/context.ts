import type { Command } from 'commander';

import type { Host } from '../host-port.js';
import { audited } from './audited.js';
import type { CliBoot, CliIo } from './io.js';
import { Output } from './output.js';

/** What every command's action works with. */
export interface CommandContext {
  readonly io: CliIo;
  readonly boot: CliBoot;
  /** What the process will end with. Actions set it by returning a number from `run`. */
  exitCode: number;
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly home?: string;
}

/** The options that a command was given before or after its name. */
export function globals(command: Command): GlobalOptions {
  return command.optsWithGlobals<GlobalOptions>();
}

/** The output of a command. */
export function outputOf(context: CommandContext, command: Command): Output {
  return new Output(context.io.stdout, context.io.stderr, globals(command).json === true);
}

/** Opens the host for one command, and closes it however the command ends. */
export async function withHost(
  context: CommandContext,
  command: Command,
  action: (host: Host, output: Output) => Promise<number | undefined>,
  mayMigrate = false,
): Promise<void> {
  const host = await context.boot.openHost({ home: globals(command).home, mayMigrate });
  try {
    context.exitCode = await audited(
      { io: context.io, host, command },
      async () => (await action(host, outputOf(context, command))) ?? 0,
    );
  } finally {
    await host.close();
  }
}
