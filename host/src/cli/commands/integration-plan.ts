import { fromErrorData, RollcallError } from '@rollcall/core';
import type { Command } from 'commander';
import type { Host } from '../../host-port.js';
import { type CommandContext, withHost } from '../context.js';
import { resultOf, runAndFollow } from '../follow.js';
import type { Output } from '../output.js';
import { planText } from '../run-text.js';

/** `integration plan`: what a collection would cost, before it is spent. */
export function integrationPlanCommand(parent: Command, context: CommandContext): void {
  parent
    .command('plan')
    .description('Say what a collection would read and cost, without collecting')
    .argument('<id>', 'id or display name')
    .addHelpText('after', '\nExample:\n  $ rollcall integration plan Production')
    .action((id: string, _: unknown, command: Command) =>
      withHost(context, command, (host, output) => plan(context, host, output, id)),
    );
}

async function plan(
  context: CommandContext,
  host: Host,
  output: Output,
  id: string,
): Promise<number> {
  const integration = await host.integrations.get(id);
  const run = resultOf(
    await runAndFollow(context, host, output, { integration, hook: 'plan' }),
    'plan',
  );
  const found = run.plan;
  if (!found) {
    throw run.error
      ? fromErrorData(run.error)
      : new RollcallError('INTERNAL', 'the plan came to no result');
  }
  await output.result(found, () => planText(found));
  return 0;
}
