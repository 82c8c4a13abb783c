import type { Command } from 'commander';
import type { Host, HostQuota } from '../../host-port.js';
import { quotaView } from '../../views/quota-view.js';
import { type CommandContext, withHost } from '../context.js';
import { count, localTime, percent } from '../format.js';
import type { Output } from '../output.js';
import { table } from '../table.js';

/** `rollcall quota`: what providers allow, and how much of it is used. */
export function quotaCommand(program: Command, context: CommandContext): void {
  program
    .command('quota')
    .description('How much of what the provider allows is used, by everyone')
    .argument('[id]', 'only of this integration (id or display name)')
    .addHelpText('after', '\nExample:\n  $ rollcall quota Production')
    .action((id: string | undefined, _: unknown, command: Command) =>
      withHost(context, command, (host, output) => quota(context, host, output, id)),
    );
}

async function quota(
  context: CommandContext,
  host: Host,
  output: Output,
  id: string | undefined,
): Promise<undefined> {
  const integration = id === undefined ? undefined : await host.integrations.get(id);
  const quotas = await host.quotas(integration);
  await output.result({ quotas: quotas.map(quotaView) }, () =>
    quotas.length === 0
      ? 'No quota has been read yet. It is read with the first test or collection.'
      : listText(quotas, context.io.timeZone),
  );
}

function listText(quotas: readonly HostQuota[], timeZone?: string): string {
  return table(
    [
      { head: 'QUOTA' },
      { head: 'USED', align: 'right' },
      { head: 'OF', align: 'right' },
      { head: 'SHARE', align: 'right' },
      { head: 'CEILING', align: 'right' },
      { head: 'READ' },
      { head: 'STATUS' },
      { head: 'SCOPE' },
    ],
    quotas.map((each) => [
      each.name,
      numberText(each.used),
      numberText(each.limit),
      shareText(each.used, each.limit),
      shareText(each.ceiling, each.limit),
      each.readAt ? localTime(each.readAt, timeZone) : 'never',
      statusText(each, timeZone),
      each.scope,
    ]),
  );
}

function statusText({ pausedUntil, used, ceiling }: HostQuota, timeZone?: string): string {
  if (pausedUntil) return `Paused until ${localTime(pausedUntil, timeZone)}`;
  if (used === null || ceiling === null) return 'Not read yet';
  return used < ceiling ? 'Below the ceiling' : 'At the ceiling';
}

function numberText(value: number | null): string {
  return value === null ? 'not known' : count(value);
}

function shareText(part: number | null, whole: number | null): string {
  return part === null || whole === null ? '–' : percent(part, whole);
}
