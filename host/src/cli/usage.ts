import type { RollcallError } from '@rollcall/core';
import { CommanderError } from 'commander';

import { usageError } from './output.js';

/** Whether the parser stopped because it has shown what was asked for: help or the version. */
export function isShown(error: unknown): boolean {
  return error instanceof CommanderError && error.exitCode === 0;
}

/** The parser's complaint as one of ours, its suggestion as the hint. */
export function fromParser(error: CommanderError, commandLine: string): RollcallError {
  if (error.code === 'commander.help') {
    return usageError('a command is missing', `Run "${commandLine} --help" to see the commands.`);
  }
  const [message = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const positional =
    error.code === 'commander.missingArgument'
      ? 'Put it before options that take several values. '
      : '';
  return usageError(
    message,
    suggestion
      ? suggestion.replace(/^\(|\)$/g, '')
      : `${positional}Run "${commandLine} --help" to see how it is used.`,
  );
}
