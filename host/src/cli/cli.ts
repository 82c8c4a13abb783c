import { toErrorData } from '@rollcall/core';
import { Command, CommanderError } from 'commander';
import { checksCommand } from './commands/checks.js';
import { deliveryCommand } from './commands/delivery.js';
import { doctorCommand } from './commands/doctor.js';
import { exportCommand } from './commands/export.js';
import { findingsCommand } from './commands/findings.js';
import { integrationCommand } from './commands/integration.js';
import { keyCommand } from './commands/key.js';
import { migrateCommand } from './commands/migrate.js';
import { pluginCommand } from './commands/plugin.js';
import { quotaCommand } from './commands/quota.js';
import { reportCommand } from './commands/report.js';
import { reviewCommand } from './commands/review.js';
import { runsCommand } from './commands/runs.js';
import { startCommand } from './commands/start.js';
import { tokenCommand } from './commands/token.js';
import { userCommand } from './commands/user.js';
import type { CommandContext } from './context.js';
import { exitOfError } from './exit.js';
import type { CliBoot, CliIo } from './io.js';
import { Output } from './output.js';
import { fromParser, isShown } from './usage.js';

const commands = [
  startCommand,
  pluginCommand,
  integrationCommand,
  runsCommand,
  quotaCommand,
  findingsCommand,
  checksCommand,
  deliveryCommand,
  reportCommand,
  reviewCommand,
  exportCommand,
  keyCommand,
  migrateCommand,
  doctorCommand,
  userCommand,
  tokenCommand,
];

const examples = `
Examples:
  $ rollcall plugin list
  $ rollcall integration add PLUGIN --name Production --set key=value --secret key=env:SECRET
  $ rollcall integration test Production
  $ rollcall integration collect Production
  $ rollcall report licences
  $ rollcall start

Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 not connected, 4 paused by quota,
  5 not found, 6 the home or database belongs to another version or key.`;

/**
 * Runs one command and gives its exit status. Everything that goes wrong is told on the streams of
 * `io`; nothing is thrown.
 * @param argv what follows the program's name
 */
export async function runCli(argv: readonly string[], io: CliIo, boot: CliBoot): Promise<number> {
  const context: CommandContext = { io, boot, exitCode: 0 };
  const program = buildProgram(context);
  try {
    await program.parseAsync(spreadAssignments(argv), { from: 'user' });
    return context.exitCode;
  } catch (error) {
    if (isShown(error)) return 0;
    const output = new Output(io.stdout, io.stderr, argv.includes('--json'));
    const known =
      error instanceof CommanderError ? fromParser(error, commandLineOf(program, argv)) : error;
    await output.error(known);
    return exitOfError(toErrorData(known).code);
  }
}

function buildProgram(context: CommandContext): Command {
  const program = new Command('rollcall')
    .description('Collects who has access to what, from any product that has a plugin')
    .version(context.boot.version, '-V, --version', 'show the version')
    .option('--json', 'print one JSON document instead of text')
    .option('--home <dir>', 'where Rollcall keeps its data (ROLLCALL_HOME, default ~/.rollcall)')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.io.stdout.write(text),
      writeErr: (text) => context.io.stderr.write(text),
      // Told once, in our own form, when the parser has thrown.
      outputError: () => undefined,
    })
    .addHelpText('after', examples);
  for (const add of commands) add(program, context);
  return program;
}

/** `--set a=1 b=2` means `--set a=1 --set b=2`; what is no assignment stays an argument. */
function spreadAssignments(argv: readonly string[]): string[] {
  const spread: string[] = [];
  let option: string | undefined;
  argv.forEach((argument, index) => {
    if (/^--(set|secret|option)$/.test(argument)) {
      option = argument;
    } else if (argument.startsWith('-') || !/^[\w.-]+=/.test(argument)) {
      option = undefined;
    } else if (option !== undefined && argv[index - 1] !== option) {
      spread.push(option);
    }
    spread.push(argument);
  });
  return spread;
}

/** The commands that were understood, for hints: `rollcall integration add`. */
function commandLineOf(program: Command, argv: readonly string[]): string {
  const words = [program.name()];
  let current = program;
  for (const argument of argv) {
    const next = current.commands.find((command) => command.name() === argument);
    if (!next) continue;
    words.push(next.name());
    current = next;
  }
  return words.join(' ');
}
