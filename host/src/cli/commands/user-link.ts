import { type Command, Option } from 'commander';

import { consoleAddress } from '../../access/console-address.js';
import { linkTo, type NewLink } from '../../access/one-time-links.js';
import { roles } from '../../access/role.js';
import type { Role } from '../../db/access-tables.js';
import type { Host } from '../../host-port.js';
import { userView } from '../../views/access-view.js';
import { type CommandContext, withHost } from '../context.js';
import { localTime } from '../format.js';
import type { Output } from '../output.js';

interface AddOptions {
  readonly name?: string;
  readonly role: Role;
}

/** `rollcall user add|reset|welcome`: each gives a link that sets a password once. */
export function userLinkCommands(user: Command, context: CommandContext): void {
  addCommand(user, context);
  user
    .command('reset')
    .description('Make a one-time link that sets the password of a user anew')
    .argument('<login>', 'e-mail address, or id')
    .addHelpText('after', '\nExample:\n  $ rollcall user reset user.one@example.com')
    .action((login: string, _: unknown, command: Command) =>
      withHost(context, command, async (host, output) => {
        const found = await host.access.users.get(login);
        const link = await host.access.links.makeFor(found.id);
        await tellLink(context, { host, output, link }, userView(found));
        return undefined;
      }),
    );
  user
    .command('welcome')
    .description('Make the one-time link for the first administrator, while there is no user')
    .addHelpText('after', '\nExample:\n  $ rollcall user welcome')
    .action((_: unknown, command: Command) =>
      withHost(context, command, async (host, output) => {
        const link = await host.access.links.makeFirst();
        await tellLink(context, { host, output, link }, {});
        return undefined;
      }),
    );
}

function addCommand(user: Command, context: CommandContext): void {
  user
    .command('add')
    .description('Add a user, and make the one-time link that sets their password')
    .argument('<login>', 'e-mail address')
    .option('--name <name>', 'how the console calls them; the e-mail address when absent')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).default('viewer'))
    .addHelpText('after', '\nExample:\n  $ rollcall user add user.one@example.com --role operator')
    .action((login: string, { name = login, role }: AddOptions, command: Command) =>
      withHost(context, command, async (host, output) => {
        const added = await host.access.users.add({ login, name, role });
        const link = await host.access.links.makeFor(added.id);
        await tellLink(context, { host, output, link }, userView(added));
        return undefined;
      }),
    );
}

interface Made {
  readonly host: Host;
  readonly output: Output;
  readonly link: NewLink;
}

async function tellLink(
  { io }: CommandContext,
  { host, output, link }: Made,
  about: object,
): Promise<void> {
  const url = linkTo(await consoleAddress(host.database.db), link);
  const document = { ...about, link: url, linkExpiresAt: link.expiresAt.toISOString() };
  await output.result(
    document,
    () => `${url}\n\nIt works once, until ${localTime(link.expiresAt, io.timeZone)}.`,
  );
}
