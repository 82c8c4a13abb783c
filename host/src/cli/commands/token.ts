import type { Command } from 'commander';

import { ApiTokens } from '../../access/api-tokens.js';
import type { Host } from '../../host-port.js';
import { type CommandContext, withHost } from '../context.js';
import { localTime } from '../format.js';
import type { Output } from '../output.js';
import { table } from '../table.js';

/** `rollcall token`: who may use the HTTP API. */
export function tokenCommand(program: Command, context: CommandContext): void {
  const token = program.command('token').description('Make and revoke tokens of the HTTP API');
  token
    .command('list')
    .description('Every token, without the token itself')
    .addHelpText('after', '\nExample:\n  $ rollcall token list')
    .action((_: unknown, command: Command) =>
      withHost(context, command, (host, output) => list(context, host, output)),
    );
  token
    .command('add')
    .description('Make a token; it is shown once')
    .argument('<name>', 'what it is for')
    .addHelpText('after', '\nExample:\n  $ rollcall token add dashboard')
    .action((name: string, _: unknown, command: Command) =>
      withHost(context, command, async (host, output) => {
        const made = await tokensOf(host).add(name);
        const document = {
          id: made.id,
          name: made.name,
          token: made.token,
          createdAt: made.createdAt.toISOString(),
        };
        await output.result(document, () => `${made.token}\n\nIt cannot be shown again.`);
        return undefined;
      }),
    );
  token
    .command('remove')
    .description('Revoke a token at once')
    .argument('<id>', 'id or name')
    .addHelpText('after', '\nExample:\n  $ rollcall token remove dashboard')
    .action((id: string, _: unknown, command: Command) =>
      withHost(context, command, async (host, output) => {
        const removed = await tokensOf(host).remove(id);
        await output.result(
          { id: removed.id, name: removed.name, removed: true },
          () => `Revoked ${removed.name}.`,
        );
        return undefined;
      }),
    );
}

function tokensOf(host: Host): ApiTokens {
  return new ApiTokens(host.database.db, host.clock);
}

async function list(context: CommandContext, host: Host, output: Output): Promise<undefined> {
  const tokens = await tokensOf(host).list();
  const document = {
    tokens: tokens.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  };
  await output.result(document, () =>
    tokens.length === 0
      ? 'There are no tokens. Make one with: rollcall token add NAME'
      : table(
          [{ head: 'NAME' }, { head: 'MADE' }, { head: 'LAST USED' }, { head: 'ID' }],
          tokens.map(({ id, name, createdAt, lastUsedAt }) => [
            name,
            localTime(createdAt, context.io.timeZone),
            lastUsedAt ? localTime(lastUsedAt, context.io.timeZone) : 'never',
            id,
          ]),
        ),
  );
}
