import type { Command } from 'commander';

import type { Host } from '../../host-port.js';
import { type CommandContext, withHost } from '../context.js';
import type { Output } from '../output.js';
import { secretOf } from '../secrets.js';

const examples = `
Examples:
  $ rollcall key rotate
  $ NEXT=$(openssl rand -base64 32) rollcall key rotate --new-key env:NEXT

Every secret and token is wrapped anew, or none. Hosts that run meanwhile store nothing under the old key:
restart them with the new one.`;

/** `rollcall key`: the master key that every secret is wrapped by. */
export function keyCommand(program: Command, context: CommandContext): void {
  const key = program.command('key').description('The master key of the secrets');
  key
    .command('rotate')
    .description('Wrap every secret by a new master key')
    .option('--new-key <source>', 'the new key: env:VARIABLE, file:PATH, or - for standard input')
    .addHelpText('after', examples)
    .action((options: { newKey?: string }, command: Command) =>
      withHost(context, command, (host, output) => rotate(context, host, output, options)),
    );
}

async function rotate(
  context: CommandContext,
  host: Host,
  output: Output,
  { newKey }: { readonly newKey?: string },
): Promise<undefined> {
  const next = newKey === undefined ? undefined : await secretOf('--new-key', newKey, context.io);
  const { file } = await host.rotateKey(next);
  await output.result({ rotated: true, keyFile: file ?? null }, () =>
    file === undefined
      ? 'Every secret is wrapped by the new key. Set ROLLCALL_MASTER_KEY to it now, and restart every host.'
      : `Every secret is wrapped by the new key in ${file}. Keep a copy apart from the database, and restart every host.`,
  );
  return undefined;
}
