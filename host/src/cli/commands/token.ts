import { type Command, InvalidArgumentError, Option } from 'commander';

import { scopes } from '../../access/role.js';
import type { Scope } from '../../db/access-tables.js';
import type { Host } from '../../host-port.js';
import { tokenView } from '../../views/access-view.js';
import { type CommandContext, withHost } from '../context.js';
import { localTime } from '../format.js';
import type { Output } from '../output.js';
import { table } from '../table.js';

interface AddOptions {
  readonly scope: Scope;
  readonly days?: number;
  readonly user?: string;
}

const examples = `
Examples:
  $ rollcall token add dashboard --scope read --days 90
  $ rollcall token add ci --scope operate --user user.one@example.com`;

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
  addCommand(token, context);
  token
    .command('remove')
    .description('Revoke a token at once')
    .argument('<id>', 'id or name')
    .addHelpText('after', '\nExample:\n  $ rollcall token remove dashboard')
    .action((id: string, _: unknown, command: Command) =>
      withHost(context, command, async (host, output) => {
        const removed = await host.access.tokens.remove(id);
        await output.result(
          { id: removed.id, name: removed.name, removed: true },
          () => `Revoked ${removed.name}.`,
        );
        return undefined;
      }),
    );
}

function addCommand(token: Command, context: CommandContext): void {
  token
    .command('add')
    .description('Make a token; it is shown once')
    .argument('<name>', 'what it is for; no other token has the name')
    .addOption(
      new Option('--scope <scope>', 'what it may do at most').choices(scopes).default('admin'),
    )
    .option('--days <number>', 'how long it is valid; for ever when absent', wholeDays)
    .option('--user <login>', 'whose it is: it may do no more than they, and goes with them')
    .addHelpText('after', examples)
    .action((name: string, options: AddOptions, command: Command) =>
      withHost(context, command, (host, output) =>
        add(context, host, output, { name, ...options }),
      ),
    );
}

async function add(
  { io }: CommandContext,
  host: Host,
  output: Output,
  { name, scope, days, user }: AddOptions & { readonly name: string },
): Promise<undefined> {
  const now = host.clock.now().getTime();
  const made = await host.access.tokens.add({
    name,
    scope,
    userId: user === undefined ? undefined : (await host.access.users.get(user)).id,
    madeBy: `${io.user ?? 'somebody'} on the command line`,
    expiresAt: days === undefined ? undefined : new Date(now + days * 86_400_000),
  });
  await output.result(
    { ...tokenView(made), token: made.token },
    () => `${made.token}\n\nIt cannot be shown again.`,
  );
  return undefined;
}

function wholeDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days > 0 && days <= 36_500) return days;
  throw new InvalidArgumentError('It is a whole number of days above 0.');
}

async function list({ io }: CommandContext, host: Host, output: Output): Promise<undefined> {
  const tokens = await host.access.tokens.list();
  const time = (at: Date | null, none: string) => (at ? localTime(at, io.timeZone) : none);
  const heads = ['NAME', 'SCOPE', 'USER', 'MADE', 'EXPIRES', 'LAST USED', 'ID'];
  await output.result({ tokens: tokens.map(tokenView) }, () =>
    tokens.length === 0
      ? 'There are no tokens. Make one with: rollcall token add NAME'
      : table(
          heads.map((head) => ({ head })),
          tokens.map(({ id, name, scope, user, ...token }) => [
            name,
            scope,
            user?.login ?? '–',
            time(token.createdAt, ''),
            time(token.expiresAt, 'never'),
            time(token.lastUsedAt, 'never'),
            id,
          ]),
        ),
  );
}
