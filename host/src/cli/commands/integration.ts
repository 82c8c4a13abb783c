import type { Command } from 'commander';

import type { CommandContext } from '../context.js';
import { integrationCollectCommand } from './integration-collect.js';
import { integrationEditCommands } from './integration-edit.js';
import { integrationListCommands } from './integration-list.js';
import { integrationPlanCommand } from './integration-plan.js';
import { integrationTestCommand } from './integration-test.js';

/** `rollcall integration`: configured instances of plugins, and what is done with them. */
export function integrationCommand(program: Command, context: CommandContext): void {
  const integration = program
    .command('integration')
    .description('Add, test and collect from integrations');
  integrationEditCommands(integration, context);
  integrationListCommands(integration, context);
  integrationTestCommand(integration, context);
  integrationPlanCommand(integration, context);
  integrationCollectCommand(integration, context);
}
