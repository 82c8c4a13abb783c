import { type Command, Option } from 'commander';
import type { Host } from '../../host-port.js';
import { parseInstant } from '../../reports/instant.js';
import { licenceCsv, licenceDocument } from '../../reports/licence-document.js';
import { licenceReport } from '../../reports/licences.js';
import { openPriceBook } from '../../reports/price-book.js';
import {
  type Document,
  type ReportFormat,
  reportFormats,
  toMarkdown,
} from '../../reports/render.js';
import { signInCsv, signInDocument } from '../../reports/sign-in-document.js';
import { signInReport } from '../../reports/sign-ins.js';
import { type CommandContext, withHost } from '../context.js';
import { documentText } from '../document-text.js';
import { type Output, usageError } from '../output.js';
import { writeOut } from '../write-out.js';

/** Rows of a table that a screen takes; files have all. */
const mostRowsOnScreen = 25;

interface ReportOptions {
  readonly format?: ReportFormat;
  readonly out?: string;
  readonly integration?: string;
  readonly days?: string;
  readonly from?: string;
  readonly to?: string;
}

/** A report in every form that it can have. */
interface Rendered {
  readonly report: unknown;
  readonly document: () => Document;
  readonly csv: () => string;
}

/** `rollcall report`: documents about what was collected. */
export function reportCommand(program: Command, context: CommandContext): void {
  const report = program.command('report').description('Reports on what was collected');
  const licences = report
    .command('licences')
    .description('Licences that are paid for and not used, and what they cost')
    .option('--days <n>', 'days without a sign-in that count as unused', '90');
  addReport(context, licences, licencesOf);
  const signIns = report
    .command('sign-ins')
    .description('How people and machines sign in')
    .option('--from <date>', 'first day, or instant, in UTC')
    .option('--to <date>', 'last day, or instant before which, in UTC');
  addReport(context, signIns, signInsOf);
}

function addReport(
  context: CommandContext,
  command: Command,
  make: (host: Host, options: ReportOptions) => Promise<Rendered>,
): void {
  const name = command.name();
  command
    .addOption(new Option('--format <format>', 'form of the report').choices(reportFormats))
    .option('--out <file>', 'write it to a file')
    .option('--integration <id>', 'only this integration (id or display name)')
    .addHelpText(
      'after',
      `\nExamples:\n  $ rollcall report ${name}\n  $ rollcall report ${name} --format csv --out ${name}.csv`,
    )
    .action((options: ReportOptions, self: Command) =>
      withHost(context, self, async (host, output) => {
        await tell(output, await make(host, options), options);
        return undefined;
      }),
    );
}

async function licencesOf(host: Host, options: ReportOptions): Promise<Rendered> {
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1) {
    throw usageError(`--days is a whole number of days, not "${options.days}"`);
  }
  const report = await licenceReport(
    host.database.pool,
    host.clock,
    await openPriceBook(host.home, await host.plugins.list()),
    { days, integrationId: await integrationIdOf(host, options) },
  );
  return { report, document: () => licenceDocument(report), csv: () => licenceCsv(report) };
}

async function signInsOf(host: Host, options: ReportOptions): Promise<Rendered> {
  const report = await signInReport(host.database.pool, host.clock, {
    integrationId: await integrationIdOf(host, options),
    from: options.from === undefined ? undefined : parseInstant(options.from, 'from'),
    to: options.to === undefined ? undefined : parseInstant(options.to, 'to'),
  });
  return { report, document: () => signInDocument(report), csv: () => signInCsv(report) };
}

async function integrationIdOf(host: Host, options: ReportOptions): Promise<string | undefined> {
  if (options.integration === undefined) return undefined;
  return (await host.integrations.get(options.integration)).id;
}

async function tell(output: Output, rendered: Rendered, options: ReportOptions): Promise<void> {
  if (output.isJson && options.format !== undefined && options.format !== 'json' && !options.out) {
    throw usageError(`--json and --format ${options.format} contradict each other`);
  }
  const format = options.format ?? (output.isJson ? 'json' : 'text');
  const mostRows = options.out === undefined ? mostRowsOnScreen : undefined;
  const text = textOf(rendered, format, mostRows);
  if (options.out === undefined) {
    await output.raw(text);
    return;
  }
  await writeOut(options.out, text);
  await output.result({ file: options.out, format }, () => `Written to ${options.out}.`);
}

function textOf(
  { report, document, csv }: Rendered,
  format: ReportFormat,
  mostRows: number | undefined,
): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  if (format === 'csv') return csv();
  return format === 'markdown' ? toMarkdown(document()) : documentText(document(), mostRows);
}
