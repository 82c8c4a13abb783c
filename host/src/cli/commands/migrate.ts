import type { Command } from 'commander';

import { schemaVersion } from '../../db/migrations/migrations.js';
import { type CommandContext, withHost } from '../context.js';

/** `rollcall migrate`: brings the database to this version of Rollcall. */
export function migrateCommand(program: Command, context: CommandContext): void {
  program
    .command('migrate')
    .description('Bring the database to this version; "start" does it too')
    .addHelpText('after', '\nExample:\n  $ rollcall migrate')
    .action((_: unknown, command: Command) =>
      withHost(
        context,
        command,
        async (_host, output) => {
          // Opening has migrated it, under a lock and in one transaction.
          await output.result(
            { schema: schemaVersion, version: context.boot.version },
            () =>
              `The database has schema ${schemaVersion}, that of Rollcall ${context.boot.version}.`,
          );
          return undefined;
        },
        true,
      ),
    );
}
