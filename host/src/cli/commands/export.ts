import { type Command, Option } from 'commander';

import { chooseEntities } from '../../export/entity-choice.js';
import { type ExportedFile, exportNdjson } from '../../export/ndjson.js';
import type { Host } from '../../host-port.js';
import { type CommandContext, withHost } from '../context.js';
import { count, countOf } from '../format.js';
import type { Output } from '../output.js';
import { table } from '../table.js';

interface ExportCommandOptions {
  readonly entity?: string[];
  readonly integration?: string;
  readonly out: string;
}

const examples = `
Examples:
  $ rollcall export --out ./facts
  $ rollcall export --entity accounts --entity sign_ins --format ndjson --out ./facts`;

/** `rollcall export`: what was collected, as files. */
export function exportCommand(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('Write what was collected to files, one per entity')
    .option('--entity <name...>', 'only these entities')
    .addOption(
      new Option('--format <format>', 'form of the files').choices(['ndjson']).default('ndjson'),
    )
    .requiredOption('--out <dir>', 'folder for the files')
    .option('--integration <id>', 'only this integration (id or display name)')
    .addHelpText('after', examples)
    .action((options: ExportCommandOptions, command: Command) =>
      withHost(context, command, (host, output) => exportFiles(context, host, output, options)),
    );
}

async function exportFiles(
  context: CommandContext,
  host: Host,
  output: Output,
  options: ExportCommandOptions,
): Promise<undefined> {
  const names = (options.entity ?? []).flatMap((name) => name.split(','));
  const entities = chooseEntities(names);
  const integration =
    options.integration === undefined
      ? undefined
      : await host.integrations.get(options.integration);
  const files = await exportNdjson(host.database.pool, {
    entities,
    directory: options.out,
    integrationId: integration?.id,
    signal: context.io.interrupt,
    onProgress: progress(context, host),
  });
  const records = files.reduce((sum, file) => sum + file.records, 0);
  await output.result({ files, records }, () => filesText(files, records, options.out));
}

function filesText(files: readonly ExportedFile[], records: number, out: string): string {
  const rows = files.map(({ entity, records, file }) => [entity, count(records), file]);
  const head = [{ head: 'ENTITY' }, { head: 'RECORDS', align: 'right' as const }, { head: 'FILE' }];
  return `${table(head, rows)}\n\n${countOf(records, 'record')} in ${out}.`;
}

const lineEveryMs = 5_000;

/** A line now and then, for large files. */
function progress(context: CommandContext, host: Host): (file: string, records: number) => void {
  let shownAt = host.clock.now().getTime();
  return (file, records) => {
    const now = host.clock.now().getTime();
    if (now - shownAt < lineEveryMs) return;
    shownAt = now;
    context.io.stderr.write(`${file}: ${countOf(records, 'record')}\n`);
  };
}
