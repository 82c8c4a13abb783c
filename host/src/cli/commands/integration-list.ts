import { RollcallError } from '@rollcall/core';
import type { Command } from 'commander';
import type { Host } from '../../host-port.js';
import type { Integration } from '../../integrations/integration.js';
import type { StreamSpan } from '../../reconcile/span-store.js';
import type { Activity } from '../../runs/activity.js';
import { integrationView, statusOf } from '../../views/integration-view.js';
import { spanView } from '../../views/reconciliation-view.js';
import { freshnessView } from '../../views/run-view.js';
import { ask } from '../ask.js';
import { type CommandContext, withHost } from '../context.js';
import { count, countOf, localTime } from '../format.js';
import { collectedText, statusText, testedText } from '../integration-text.js';
import { type Output, usageError } from '../output.js';
import { pairs, table } from '../table.js';

/** `integration list`, `show`, `remove`, `pause` and `resume`. */
export function integrationListCommands(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('All integrations')
    .addHelpText('after', '\nExample:\n  $ rollcall integration list --json')
    .action((_: unknown, command: Command) =>
      withHost(context, command, (host, output) => list(context, host, output)),
    );
  parent
    .command('show')
    .description('One integration: config, options, what it holds')
    .argument('<id>', 'id or display name')
    .addHelpText('after', '\nExample:\n  $ rollcall integration show Production')
    .action((id: string, _: unknown, command: Command) =>
      withHost(context, command, (host, output) => show(context, host, output, id)),
    );
  parent
    .command('remove')
    .description('Remove an integration, its secrets and everything that it collected')
    .argument('<id>', 'id or display name')
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  $ rollcall integration remove Test --yes')
    .action((id: string, options: { yes?: boolean }, command: Command) =>
      withHost(context, command, (host, output) =>
        remove(context, host, output, { id, isSure: options.yes === true }),
      ),
    );
  for (const verb of ['pause', 'resume'] as const) {
    parent
      .command(verb)
      .description(verb === 'pause' ? 'Stop collecting until resumed' : 'Collect again')
      .argument('<id>', 'id or display name')
      .addHelpText('after', `\nExample:\n  $ rollcall integration ${verb} Production`)
      .action((id: string, _: unknown, command: Command) =>
        withHost(context, command, async (host, output) => {
          const integration = await host.integrations[verb](id);
          await output.result(
            { id: integration.id, name: integration.name, status: statusOf(integration) },
            () => `${integration.name}: ${statusText(integration)}.`,
          );
          return undefined;
        }),
      );
  }
}

async function list(context: CommandContext, host: Host, output: Output): Promise<undefined> {
  const integrations = await host.integrations.list();
  const activity = await host.runs.activity(integrations);
  const { timeZone } = context.io;
  const views = integrations.map((each) => ({
    ...integrationView(each),
    ...freshnessView(activity.get(each.id)),
  }));
  await output.result({ integrations: views }, () =>
    integrations.length === 0
      ? 'There are no integrations yet. Add one with: rollcall integration add PLUGIN --name NAME'
      : table(
          [
            { head: 'NAME' },
            { head: 'PLUGIN' },
            { head: 'STATUS' },
            { head: 'ORGANISATION' },
            { head: 'COLLECTED' },
            { head: 'LAST TESTED' },
            { head: 'ID' },
          ],
          integrations.map((integration) => [
            integration.name,
            integration.pluginId,
            statusText(integration),
            integration.tenantName ?? '–',
            collectedText(activity.get(integration.id), timeZone),
            testedText(integration, timeZone),
            integration.id,
          ]),
        ),
  );
}

async function show(
  context: CommandContext,
  host: Host,
  output: Output,
  id: string,
): Promise<undefined> {
  const integration = await host.integrations.get(id);
  const records = await host.integrations.facts(integration.id);
  const spans = await host.reconciliation(integration.id);
  const activity = (await host.runs.activity([integration])).get(integration.id);
  const view = {
    ...integrationView(integration),
    ...freshnessView(activity),
    records,
    reconciliation: spans.map(spanView),
  };
  await output.result(view, () =>
    showText(integration, { records, spans, activity, timeZone: context.io.timeZone }),
  );
}

interface Shown {
  readonly records: Readonly<Record<string, number>>;
  readonly spans: readonly StreamSpan[];
  readonly activity: Activity | undefined;
  readonly timeZone?: string | undefined;
}

function showText(integration: Integration, shown: Shown): string {
  const { records, spans, activity, timeZone } = shown;
  const held = Object.entries(records).filter(([, held]) => held > 0);
  const rows: (readonly [string, string])[] = [
    ['Name', integration.name],
    ['Id', integration.id],
    ['Plugin', integration.pluginId],
    ['Status', statusText(integration)],
    ['Organisation', organisation(integration)],
    ['Last tested', testedText(integration, timeZone)],
    ['Collected', collectedText(activity, timeZone)],
    ['Next', activity?.nextAt ? localTime(activity.nextAt, timeZone) : 'not planned'],
    ['Added', localTime(integration.createdAt, timeZone)],
    ...Object.entries(integration.config).map(([key, value]) => [key, text(value)] as const),
    ...Object.entries(integration.options).map(
      ([key, value]) => [`option ${key}`, text(value)] as const,
    ),
    ['Records', held.length === 0 ? 'none yet' : held.map(heldText).join(', ')],
    ...spans.map((span) => comparedRow(span, timeZone)),
  ];
  return pairs(rows);
}

function comparedRow(span: StreamSpan, timeZone?: string): readonly [string, string] {
  const { stream, status, stored, provider, from, to } = span;
  const words = { complete: 'complete', differs: 'being read again', gap: 'a gap' };
  const numbers = `${count(stored)} of ${count(provider)} at the provider`;
  const when = `${localTime(from, timeZone)} to ${localTime(to, timeZone)}`;
  return [`compared ${stream}`, `${words[status]}: ${numbers}, ${when}`];
}

function organisation({ tenantId, tenantName }: Integration): string {
  if (tenantId === undefined) return 'not known before the first collection';
  return tenantName === undefined ? tenantId : `${tenantName} (${tenantId})`;
}

function heldText([entity, held]: readonly [string, number]): string {
  const words = entity === 'sign_ins' ? 'sign-ins' : entity.replaceAll('_', ' ');
  return countOf(held, words.replace(/(?<!s)s$/, ''), words);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function remove(
  context: CommandContext,
  host: Host,
  output: Output,
  wish: { readonly id: string; readonly isSure: boolean },
): Promise<number | undefined> {
  const integration = await host.integrations.get(wish.id);
  const records = await host.integrations.facts(integration.id);
  const total = Object.values(records).reduce((sum, each) => sum + each, 0);
  const what = `${integration.name} with ${countOf(total, 'record')}`;
  if (!wish.isSure) {
    if (!context.io.stdinIsTty) {
      throw usageError(
        `removing ${what} needs to be confirmed`,
        'Add --yes: nobody can be asked here. What is removed cannot be brought back.',
      );
    }
    if (!(await ask(`Remove ${what} for good? [y/N] `, context.io))) {
      if (output.isJson) throw declined();
      await output.note('Nothing was removed.');
      return 1;
    }
  }
  const { removed } = await host.integrations.remove(integration.id);
  await output.result(
    { id: integration.id, name: integration.name, removed },
    () => `Removed ${what}.`,
  );
  return undefined;
}

function declined(): RollcallError {
  return new RollcallError('RUN_CANCELLED', 'nothing was removed', {
    hint: 'Answer with "y", or add --yes, to remove it.',
  });
}
