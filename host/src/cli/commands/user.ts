import type { Command } from 'commander';

import { roles } from '../../access/role.js';
import type { User } from '../../access/users.js';
import type { Role } from '../../db/access-tables.js';
import type { Host } from '../../host-port.js';
import { userView } from '../../views/access-view.js';
import { type CommandContext, withHost } from '../context.js';
import { localTime } from '../format.js';
import { type Output, usageError } from '../output.js';
import { table } from '../table.js';
import { userLinkCommands } from './user-link.js';

/** `rollcall user`: who may sign in to the console. */
export function userCommand(program: Command, context: CommandContext): void {
  const user = program.command('user').description('Who may sign in to the console');
  listCommand(user, context);
  userLinkCommands(user, context);
  roleCommand(user, context);
  removeCommand(user, context);
}

function listCommand(user: Command, context: CommandContext): void {
  user
    .command('list')
    .description('Everybody who may sign in')
    .addHelpText('after', '\nExample:\n  $ rollcall user list')
    .action((_: unknown, command: Command) =>
      withHost(context, command, async (host, output) => {
        const users = await host.access.users.list();
        await output.result({ users: users.map(userView) }, () =>
          users.length === 0
            ? 'There is nobody yet. Make the link for the first administrator with: rollcall user welcome'
            : userTable(users, context.io.timeZone),
        );
        return undefined;
      }),
    );
}

function userTable(users: readonly User[], timeZone: string | undefined): string {
  return table(
    [{ head: 'LOGIN' }, { head: 'NAME' }, { head: 'ROLE' }, { head: 'LAST SIGN-IN' }],
    users.map(({ login, name, role, hasPassword, lastSignInAt }) => [
      login,
      name,
      role,
      lastSignInAt
        ? localTime(lastSignInAt, timeZone)
        : hasPassword
          ? 'never'
          : 'link not used yet',
    ]),
  );
}

function roleCommand(user: Command, context: CommandContext): void {
  user
    .command('role')
    .description('Change what a user may do; their sessions end')
    .argument('<login>', 'e-mail address, or id')
    .argument('<role>', roles.join(', '))
    .addHelpText('after', '\nExample:\n  $ rollcall user role user.one@example.com operator')
    .action((login: string, role: string, _: unknown, command: Command) =>
      withHost(context, command, async (host, output) => {
        const { id } = await host.access.users.get(login);
        const changed = await host.access.users.edit(id, { role: roleNamed(role) });
        await output.result(userView(changed), () => `${changed.login} is ${changed.role} now.`);
        return undefined;
      }),
    );
}

function roleNamed(text: string): Role {
  const role = roles.find((each) => each === text);
  if (role) return role;
  throw usageError(`there is no role "${text}"`, `A role is ${roles.join(', ')}.`);
}

function removeCommand(user: Command, context: CommandContext): void {
  user
    .command('remove')
    .description('Remove a user with their sessions and API tokens')
    .argument('<login>', 'e-mail address, or id')
    .addHelpText('after', '\nExample:\n  $ rollcall user remove user.one@example.com')
    .action((login: string, _: unknown, command: Command) =>
      withHost(context, command, (host, output) => remove(host, output, login)),
    );
}

async function remove(host: Host, output: Output, login: string): Promise<undefined> {
  const removed = await host.access.users.remove(login);
  await output.result({ ...userView(removed), removed: true }, () => `Removed ${removed.login}.`);
  return undefined;
}
