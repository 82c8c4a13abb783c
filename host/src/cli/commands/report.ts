import { type Command, Option } from 'commander';

import { writeSignInPack } from '../../evidence/sign-in-pack.js';
import type { Host } from '../../host-port.js';
import {
  formatOfFile,
  type Report,
  type ReportFormat,
  renderReport,
  reportFormats,
} from '../../reports/format.js';
import { parsePeriod } from '../../reports/instant.js';
import {
  makeAccessReport,
  makeFindingReport,
  makeLicenceReport,
  makeSignInReport,
  type ReportHost,
  type ReportPeriod,
} from '../../reports/make-report.js';
import { type CommandContext, withHost } from '../context.js';
import { documentText } from '../document-text.js';
import { type Output, usageError } from '../output.js';
import { completenessText } from '../review-text.js';
import { writeOut } from '../write-out.js';
import { verifyCommand } from './report-verify.js';

/** Rows of a table that a screen takes; files have all. */
const mostRowsOnScreen = 25;

interface ReportOptions {
  readonly format?: ReportFormat;
  readonly out?: string;
  readonly integration?: string;
  readonly days?: string;
  readonly from?: string;
  readonly to?: string;
  readonly evidence?: string;
}

/** `rollcall report`: documents about what was collected. */
export function reportCommand(program: Command, context: CommandContext): void {
  const report = program.command('report').description('Reports on what was collected');
  const licences = report
    .command('licences')
    .description('Licences that are paid for and not used, and what they cost')
    .option('--days <n>', 'days without use that count as unused', '90');
  addReport(context, licences, licencesOf);
  for (const { name, description, from, to, make } of periodReports) {
    const command = report
      .command(name)
      .description(description)
      .option('--from <date>', from)
      .option('--to <date>', to);
    if (name === 'sign-ins') {
      command.option(
        '--evidence <file>',
        'write an evidence pack (ZIP): data, report, completeness',
      );
    }
    addReport(context, command, async (host, options) =>
      make(host, {
        ...parsePeriod(options.from, options.to),
        integrationId: await integrationIdOf(host, options),
      }),
    );
  }
  verifyCommand(report, context);
}

interface PeriodReport {
  readonly name: string;
  readonly description: string;
  readonly from: string;
  readonly to: string;
  readonly make: (host: ReportHost, period: ReportPeriod) => Promise<Report>;
}

const firstDay = 'first day, or instant, in UTC';
const lastDay = 'last day, or instant before which, in UTC';

const periodReports: readonly PeriodReport[] = [
  {
    name: 'sign-ins',
    description: 'How people and machines sign in',
    from: firstDay,
    to: lastDay,
    make: makeSignInReport,
  },
  {
    name: 'access',
    description: 'Who holds which privileged capability, by which way and since when',
    from: 'also what changed since this day, or instant, in UTC',
    to: 'as of the end of this day, or this instant, in UTC; now when absent',
    make: makeAccessReport,
  },
  {
    name: 'findings',
    description: 'Findings of a period, and how they were dealt with',
    from: firstDay,
    to: lastDay,
    make: makeFindingReport,
  },
];

function addReport(
  context: CommandContext,
  command: Command,
  make: (host: Host, options: ReportOptions) => Promise<Report>,
): void {
  const name = command.name();
  command
    .addOption(new Option('--format <format>', 'form of the report').choices(reportFormats))
    .option('--out <file>', 'write it to a file; its ending names the format')
    .option('--integration <id>', 'only this integration (id or display name)')
    .addHelpText(
      'after',
      `\nExamples:\n  $ rollcall report ${name}\n  $ rollcall report ${name} --out ${name}.html\n  $ rollcall report ${name} --format csv --out ${name}.csv`,
    )
    .action((options: ReportOptions, self: Command) =>
      withHost(context, self, async (host, output) => {
        if (options.evidence === undefined) await tell(output, await make(host, options), options);
        else await tellEvidence(host, output, { ...options, evidence: options.evidence });
        return undefined;
      }),
    );
}

async function tellEvidence(
  host: Host,
  output: Output,
  options: ReportOptions & { readonly evidence: string },
): Promise<void> {
  const { evidence: file, from, to } = options;
  if (options.out !== undefined || options.format !== undefined) {
    throw usageError('--evidence has the report in it: leave out --out and --format');
  }
  const period = { ...parsePeriod(from, to), integrationId: await integrationIdOf(host, options) };
  const { sha256, bytes, manifest } = await writeSignInPack(file, host, period);
  const { completeness, files, madeAt } = manifest;
  await output.result({ file, sha256, bytes, madeAt, completeness, files }, () =>
    [
      `Written to ${file}.`,
      `SHA-256 ${sha256}`,
      'Keep that elsewhere: it tells a pack that somebody made anew.',
      '',
      completenessText(completeness),
    ].join('\n'),
  );
}

async function licencesOf(host: Host, options: ReportOptions): Promise<Report> {
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1) {
    throw usageError(`--days is a whole number of days, not "${options.days}"`);
  }
  return makeLicenceReport(host, { days, integrationId: await integrationIdOf(host, options) });
}

async function integrationIdOf(host: Host, options: ReportOptions): Promise<string | undefined> {
  if (options.integration === undefined) return undefined;
  return (await host.integrations.get(options.integration)).id;
}

async function tell(output: Output, report: Report, options: ReportOptions): Promise<void> {
  if (output.isJson && options.format !== undefined && options.format !== 'json' && !options.out) {
    throw usageError(`--json and --format ${options.format} contradict each other`);
  }
  const format = formatFor(output, options);
  const mostRows = options.out === undefined ? mostRowsOnScreen : undefined;
  const text =
    format === 'text' ? documentText(report.document(), mostRows) : renderReport(report, format);
  if (options.out === undefined) {
    await output.raw(text);
    return;
  }
  await writeOut(options.out, text);
  await output.result({ file: options.out, format }, () => `Written to ${options.out}.`);
}

function formatFor(output: Output, { format, out }: ReportOptions): ReportFormat {
  const ofFile = out === undefined ? undefined : formatOfFile(out);
  return format ?? ofFile ?? (output.isJson ? 'json' : 'text');
}
