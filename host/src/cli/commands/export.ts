import { type Command, Option } from 'commander';
import { readCursor, writeCursor } from '../../export/cursor.js';
import { chooseEntities } from '../../export/entity-choice.js';
import { type ExportedFile, exportFiles, rowFormats } from '../../export/export-files.js';
import { exportOcsf, ocsfEntities } from '../../export/ocsf/export-ocsf.js';
import type { Host } from '../../host-port.js';
import { type CommandContext, withHost } from '../context.js';
import { count, countOf } from '../format.js';
import { type Output, usageError } from '../output.js';
import { table } from '../table.js';

const formats = [...Object.keys(rowFormats), 'ocsf'];

interface ExportCommandOptions {
  readonly entity?: string[];
  readonly format: keyof typeof rowFormats | 'ocsf';
  readonly cursor?: string;
  readonly integration?: string;
  readonly out: string;
}

const examples = `
Examples:
  $ rollcall export --out ./facts
  $ rollcall export --entity accounts --entity sign_ins --format parquet --out ./facts
  $ rollcall export --format ocsf --out ./events --cursor ./events.cursor

OCSF 1.5.0 events are one a line, a file per class: sign-ins, verifications, accounts, changes, tokens, findings.
With --cursor only what came since the last export with the same file is written.`;

/** `rollcall export`: what was collected, as files. */
export function exportCommand(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('Write what was collected to files, one per entity')
    .option('--entity <name...>', 'only these entities')
    .addOption(
      new Option('--format <format>', 'form of the files').choices(formats).default('ndjson'),
    )
    .requiredOption('--out <dir>', 'folder for the files')
    .option('--integration <id>', 'only this integration (id or display name)')
    .option('--cursor <file>', 'only what came since the last export with this file')
    .addHelpText('after', examples)
    .action((options: ExportCommandOptions, command: Command) =>
      withHost(context, command, (host, output) => runExport(context, host, output, options)),
    );
}

async function runExport(
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
  const began = host.clock.now();
  const common = {
    directory: options.out,
    integrationId: integration?.id,
    since: options.cursor === undefined ? undefined : await readCursor(options.cursor),
    signal: context.io.interrupt,
    onProgress: progress(context, host),
  };
  const { format } = options;
  const files =
    format === 'ocsf'
      ? await exportOcsf(host.database.pool, {
          ...common,
          entities: names.length === 0 ? [] : withEvents(entities),
          version: context.boot.version,
        })
      : await exportFiles(host.database.pool, { ...common, entities, format });
  if (options.cursor !== undefined) await writeCursor(options.cursor, began);
  const records = files.reduce((sum, file) => sum + file.records, 0);
  await output.result({ files, records }, () => filesText(files, records, options.out));
}

/** OCSF has no class for some entities: asked for by name, that is said and not left out in silence. */
function withEvents<Name extends string>(entities: readonly Name[]): readonly Name[] {
  const without = entities.filter((entity) => !ocsfEntities.includes(entity));
  if (without.length === 0) return entities;
  throw usageError(
    `OCSF has no class for ${without.join(', ')}; it has for ${ocsfEntities.join(', ')}`,
  );
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
