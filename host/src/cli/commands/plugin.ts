import { RollcallError } from '@rollcall/core';
import type { Command } from 'commander';
import type { Host } from '../../host-port.js';
import { faultText } from '../../plugins/manifest-fault.js';
import type { PluginInspection } from '../../plugins/registry.js';
import { setupFile } from '../../plugins/setup-files.js';
import { pluginView } from '../../views/plugin-view.js';
import { type CommandContext, outputOf, withHost } from '../context.js';
import { countOf } from '../format.js';
import type { Output } from '../output.js';
import { printable } from '../plain-text.js';
import { pluginDetailText, rightsText } from '../plugin-text.js';
import { table } from '../table.js';

const showExamples = `
Examples:
  $ rollcall plugin show ID
  $ rollcall plugin show ID --file NAME > NAME`;

/** `rollcall plugin`: the packages that integrations are made of. */
export function pluginCommand(program: Command, context: CommandContext): void {
  const plugin = program.command('plugin').description('List, add and check plugins');
  plugin
    .command('list')
    .description('The plugins that integrations can be made of')
    .addHelpText('after', '\nExample:\n  $ rollcall plugin list')
    .action((_: unknown, command: Command) => withHost(context, command, list));
  plugin
    .command('show')
    .description('One plugin: its form, streams, hosts, permissions and setup guide')
    .argument('<id>', 'id of the plugin')
    .option('--file <name>', 'only the text of a file that the setup guide offers')
    .addHelpText('after', showExamples)
    .action((id: string, { file }: { readonly file?: string }, command: Command) =>
      withHost(context, command, async (host, output) => {
        const found = await host.plugins.get(id);
        if (file !== undefined) {
          const content = setupFile(found.manifest, file);
          await output.result({ file, content }, () => content.trimEnd());
          return undefined;
        }
        await output.result(pluginView(found, { whole: true }), () => pluginDetailText(found));
        return undefined;
      }),
    );
  plugin
    .command('add')
    .description('Install a plugin from a folder or a .tgz file')
    .argument('<path>', 'folder or archive')
    .option('--accept-risk', 'run it although hook processes are not fenced in by the system here')
    .addHelpText('after', '\nExample:\n  $ rollcall plugin add ./my-plugin-1.2.0.tgz')
    .action((path: string, options: { acceptRisk?: boolean }, command: Command) =>
      withHost(context, command, (host, output) =>
        add(context, host, output, { path, acceptRisk: options.acceptRisk === true }),
      ),
    );
  plugin
    .command('remove')
    .description('Remove a plugin that no integration uses')
    .argument('<id>', 'id of the plugin')
    .addHelpText('after', '\nExample:\n  $ rollcall plugin remove ID')
    .action((id: string, _: unknown, command: Command) =>
      withHost(context, command, async (host, output) => {
        await host.plugins.remove(id);
        await output.result({ id, removed: true }, () => `Removed ${id}.`);
        return undefined;
      }),
    );
  plugin
    .command('validate')
    .description('Check a plugin’s folder: every fault of its manifest at once')
    .argument('<dir>', 'folder with plugin.json')
    .addHelpText('after', '\nExample:\n  $ rollcall plugin validate ./my-plugin')
    .action((dir: string, _: unknown, command: Command) => validate(context, command, dir));
}

async function list(host: Host, output: Output): Promise<undefined> {
  const plugins = await host.plugins.list();
  await output.result({ plugins: plugins.map((each) => pluginView(each)) }, () =>
    plugins.length === 0
      ? 'There are no plugins. Add one with: rollcall plugin add PATH'
      : table(
          [
            { head: 'ID' },
            { head: 'NAME' },
            { head: 'VERSION' },
            { head: 'FROM' },
            { head: 'PUBLISHER' },
          ],
          plugins.map(({ manifest, source }) => [
            manifest.id,
            manifest.name,
            manifest.version,
            source === 'bundled' ? 'comes with Rollcall' : 'added',
            manifest.publisher,
          ]),
        ),
  );
}

async function add(
  context: CommandContext,
  host: Host,
  output: Output,
  wish: { readonly path: string; readonly acceptRisk: boolean },
): Promise<undefined> {
  const [inspection, { level, detail, hint }] = await Promise.all([
    host.plugins.inspect(wish.path),
    context.boot.hookLevel(),
  ]);
  await output.note(inspectionText(inspection));
  if (level === 'flags') await output.note([detail, hint].filter(Boolean).join(' '));
  const added = await host.plugins.add(wish.path, { acceptRisk: wish.acceptRisk, level });
  await output.result(
    pluginView(added, { whole: true }),
    () =>
      `Added ${printable(added.manifest.name)} ${added.manifest.version} (${added.manifest.id}). See its setup guide with "rollcall plugin show ${added.manifest.id}".`,
  );
}

function inspectionText({ manifest, digest }: PluginInspection): string {
  return [
    printable(`${manifest.name} ${manifest.version} by ${manifest.publisher}`),
    `Digest ${digest}`,
    rightsText(manifest),
  ].join('\n');
}

async function validate(context: CommandContext, command: Command, dir: string): Promise<void> {
  const output = outputOf(context, command);
  const { manifest, faults } = await context.boot.validatePlugin(dir);
  if (faults.length === 0 && !manifest) {
    throw new RollcallError('MANIFEST_INVALID', `${dir} holds no plugin`);
  }
  const isValid = faults.length === 0;
  context.exitCode = isValid ? 0 : 2;
  await output.result({ valid: isValid, plugin: manifest?.id ?? null, faults }, () =>
    isValid
      ? `${manifest?.name} ${manifest?.version} is valid.`
      : [...faults.map(faultText), `${countOf(faults.length, 'fault')} found.`].join('\n'),
  );
}
