import type { Command } from 'commander';
import type { Host } from '../../host-port.js';
import type { IntegrationPatch } from '../../integrations/edit.js';
import type { Integration } from '../../integrations/integration.js';
import type { InstalledPlugin } from '../../plugins/registry.js';
import { statusOf } from '../../views/integration-view.js';
import { type CommandContext, withHost } from '../context.js';
import { statusText } from '../integration-text.js';
import { type Output, usageError } from '../output.js';
import { secretsFrom } from '../secrets.js';
import { configFrom, isSecretField, optionsFrom, put, unknownField } from '../settings.js';

interface Assignments {
  readonly set?: string[];
  readonly secret?: string[];
  readonly option?: string[];
}

interface EditOptions extends Assignments {
  readonly name?: string;
  readonly unset?: string[];
}

const addExamples = `
Examples:
  $ rollcall integration add PLUGIN --name Production --set loginUrl=https://example.com \\
      --secret clientSecret=env:CLIENT_SECRET
  $ rollcall integration add PLUGIN --name Test --secret clientSecret=file:/run/secrets/client
  $ pass show client | rollcall integration add PLUGIN --name Test --secret clientSecret=-

"rollcall plugin show PLUGIN" lists the fields. Secrets are never given on the command line itself.`;

const editExamples = `
Examples:
  $ rollcall integration edit Production --name "Production EU"
  $ rollcall integration edit Production --secret clientSecret=-
  $ rollcall integration edit Production --option ceiling=60 --option schedule.accounts=6h
  $ rollcall integration edit Production --unset option.proxy

What is not named stays as it is, secrets too.`;

/** `integration add` and `integration edit`. */
export function integrationEditCommands(parent: Command, context: CommandContext): void {
  withAssignments(parent.command('add'))
    .description('Make an integration of a plugin')
    .argument('<plugin>', 'id of the plugin')
    .requiredOption('--name <name>', 'display name, unique')
    .addHelpText('after', addExamples)
    .action((plugin: string, options: Assignments & { name: string }, command: Command) =>
      withHost(context, command, (host, output) =>
        add(context, host, output, { plugin, ...options }),
      ),
    );
  withAssignments(parent.command('edit'))
    .description('Change an integration')
    .argument('<id>', 'id or display name')
    .option('--name <name>', 'new display name')
    .option('--unset <key>', 'remove a field, a secret, or option.NAME; may be repeated', append)
    .addHelpText('after', editExamples)
    .action((id: string, options: EditOptions, command: Command) =>
      withHost(context, command, (host, output) => edit(context, host, output, { id, ...options })),
    );
}

function withAssignments(command: Command): Command {
  return command
    .option('--set <key=value>', 'a field of the form; may be repeated', append)
    .option(
      '--secret <key=source>',
      'a secret from env:VARIABLE, file:PATH or - (standard input)',
      append,
    )
    .option('--option <key=value>', 'ceiling, timezone, schedule.STREAM, streams, …', append);
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

async function add(
  context: CommandContext,
  host: Host,
  output: Output,
  wish: Assignments & { readonly plugin: string; readonly name: string },
): Promise<undefined> {
  const plugin = await host.plugins.get(wish.plugin);
  const config = configFrom(plugin.manifest, wish.set ?? []);
  const options = optionsFrom(wish.option ?? []);
  const secrets = await checkedSecrets(context, plugin, wish.secret ?? []);
  const added = await host.integrations.add({
    plugin: plugin.manifest.id,
    name: wish.name,
    config,
    secrets,
    options,
  });
  await output.result(shortView(added), () =>
    [
      `Added ${added.name} (${added.id}).`,
      `Test it with: rollcall integration test ${quoted(added.name)}`,
    ].join('\n'),
  );
}

async function edit(
  context: CommandContext,
  host: Host,
  output: Output,
  wish: EditOptions & { readonly id: string },
): Promise<undefined> {
  const integration = await host.integrations.get(wish.id);
  const plugin = await host.plugins.byDigest(integration.pluginDigest);
  const config = configFrom(plugin.manifest, wish.set ?? []);
  const options = optionsFrom(wish.option ?? []);
  const secrets: Record<string, string | null> = {
    ...(await checkedSecrets(context, plugin, wish.secret ?? [])),
  };
  for (const key of wish.unset ?? []) unset(plugin, key, { config, options, secrets });
  const patch: IntegrationPatch = {
    ...(wish.name === undefined ? {} : { name: wish.name }),
    ...(isEmpty(config) ? {} : { config }),
    ...(isEmpty(secrets) ? {} : { secrets }),
    ...(isEmpty(options) ? {} : { options }),
  };
  if (isEmpty(patch)) {
    throw usageError('nothing to change was named', 'See "rollcall integration edit --help".');
  }
  const edited = await host.integrations.edit(integration.id, patch);
  await output.result(shortView(edited), () => `Changed ${edited.name}: ${statusText(edited)}.`);
}

async function checkedSecrets(
  context: CommandContext,
  plugin: InstalledPlugin,
  assignments: readonly string[],
): Promise<Record<string, string>> {
  for (const assignment of assignments) {
    const key = assignment.split('=', 1)[0] ?? '';
    if (assignment.includes('=') && !isSecretField(plugin.manifest, key)) {
      throw unknownField(plugin.manifest, key);
    }
  }
  return secretsFrom(assignments, context.io);
}

function unset(
  plugin: InstalledPlugin,
  key: string,
  patch: {
    readonly config: Record<string, unknown>;
    readonly options: Record<string, unknown>;
    readonly secrets: Record<string, string | null>;
  },
): void {
  const path = key.split('.');
  if (path[0] === 'option') put(patch.options, path.slice(1), null);
  else if (isSecretField(plugin.manifest, key)) patch.secrets[key] = null;
  else put(patch.config, path, null);
}

function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}

function shortView(integration: Integration): Record<string, unknown> {
  return {
    id: integration.id,
    plugin: integration.pluginId,
    name: integration.name,
    status: statusOf(integration),
  };
}

function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : JSON.stringify(name);
}
