import type { Command } from 'commander';

import { catalogue, describeCheck } from '../../checks/catalogue.js';
import { type Severity, severities } from '../../checks/check.js';
import {
  type Disposition,
  dispositions,
  type Finding,
  type FindingStatus,
  findingStatuses,
} from '../../findings/finding.js';
import type { FindingFilter } from '../../findings/query.js';
import type { FindingAction } from '../../findings/service.js';
import { parseUntil } from '../../findings/until.js';
import type { Host } from '../../host-port.js';
import { findingDetailView, findingView } from '../../views/finding-view.js';
import { oneOf } from '../choice.js';
import { type CommandContext, withHost } from '../context.js';
import { findingStatusText, findingsText, findingText } from '../finding-text.js';
import type { Output } from '../output.js';

interface ListOptions {
  readonly status?: readonly string[];
  readonly severity?: readonly string[];
  readonly check?: readonly string[];
  readonly integration?: string;
  readonly account?: string;
}

interface ActOptions {
  readonly as?: string;
  readonly until?: string;
  readonly reason?: string;
}

const checkIds = catalogue.map(({ id }) => id);
const allFindings = 1_000_000;
const shownFindings = 50;
const idHelp = 'id of the finding, or its first six characters or more';

/** `rollcall findings`: what the checks found, and what people decide about it. */
export function findingsCommand(program: Command, context: CommandContext): void {
  const findings = program
    .command('findings')
    .description('What the checks found, and what is decided about it');
  listCommand(findings, context);
  findings
    .command('show')
    .description('One finding: why, evidence, what to do, history')
    .argument('<id>', idHelp)
    .addHelpText('after', '\nExample:\n  $ rollcall findings show 3f9a2c')
    .action((id: string, _: unknown, command: Command) =>
      withHost(context, command, (host, output) => show(context, host, output, id)),
    );
  actCommands(findings, context);
}

function listCommand(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('Findings: what waits for somebody first, then the most severe, then the latest')
    .option('--status <status...>', `${findingStatuses.join(', ')}; open means new ones, too`)
    .option('--severity <severity...>', severities.join(', '))
    .option('--check <check...>', 'ids of checks; see "rollcall checks list"')
    .option('--integration <id>', 'only of this integration (id or display name)')
    .option('--account <id>', 'only those that name this account (id or username)')
    .addHelpText(
      'after',
      '\nExamples:\n  $ rollcall findings list --status open\n  $ rollcall findings list --severity critical high --json',
    )
    .action((options: ListOptions, command: Command) =>
      withHost(context, command, (host, output) => list(context, host, output, options)),
    );
}

function actCommands(parent: Command, context: CommandContext): void {
  const act = (what: (options: ActOptions, now: Date) => FindingAction) => {
    return (id: string, options: ActOptions, command: Command) =>
      withHost(context, command, async (host, output) => {
        const actor = context.io.env.USER ? `${context.io.env.USER} (CLI)` : 'CLI';
        const [changed] = await host.findings.act([id], what(options, host.clock.now()), actor);
        if (changed) await tell(output, changed, context.io.timeZone);
        return undefined;
      });
  };
  parent
    .command('close')
    .description('Decide a finding; "fixed" opens again when it is still seen in newer facts')
    .argument('<id>', idHelp)
    .requiredOption('--as <decision>', dispositions.join(', '))
    .option('--reason <text>', 'why; needed for an accepted risk')
    .addHelpText(
      'after',
      '\nExamples:\n  $ rollcall findings close 3f9a2c --as fixed\n  $ rollcall findings close 3f9a2c --as accepted-risk --reason "Break-glass account, see policy 7"',
    )
    .action(
      act(({ as = '', reason }) => ({
        action: 'close',
        disposition: oneOf<Disposition>('--as', as, dispositions),
        reason,
      })),
    );
  parent
    .command('reopen')
    .description('Open a finding again that was closed, muted or resolved')
    .argument('<id>', idHelp)
    .option('--reason <text>', 'why')
    .addHelpText('after', '\nExample:\n  $ rollcall findings reopen 3f9a2c --reason "It is back"')
    .action(act(({ reason }) => ({ action: 'reopen', reason })));
  parent
    .command('mute')
    .description('Set a finding aside until a day within the next year')
    .argument('<id>', idHelp)
    .requiredOption('--until <when>', 'a day (2027-02-01), an instant, or a time from now (30d)')
    .option('--reason <text>', 'why')
    .addHelpText('after', '\nExample:\n  $ rollcall findings mute 3f9a2c --until 30d')
    .action(
      act(({ until = '', reason }, now) => ({
        action: 'mute',
        until: parseUntil(until, now),
        reason,
      })),
    );
}

async function list(
  context: CommandContext,
  host: Host,
  output: Output,
  options: ListOptions,
): Promise<undefined> {
  const filter = await filterOf(host, options);
  const { findings } = await host.findings.list(filter, { limit: allFindings });
  const sorted = findings.toSorted((a, b) => rank(a) - rank(b));
  await output.result({ findings: sorted.map(findingView) }, () =>
    findings.length === 0
      ? emptyText(options)
      : findingsText(sorted, { mostRows: shownFindings, timeZone: context.io.timeZone }),
  );
  return undefined;
}

async function filterOf(host: Host, options: ListOptions): Promise<FindingFilter> {
  const { status, severity, check, account, integration } = options;
  const id = integration === undefined ? undefined : await host.integrations.get(integration);
  return {
    status: split(status)?.map((each) => oneOf<FindingStatus>('--status', each, findingStatuses)),
    severity: split(severity)?.map((each) => oneOf<Severity>('--severity', each, severities)),
    check: split(check)?.map((each) => oneOf('--check', each, checkIds)),
    integrationId: id?.id,
    account,
  };
}

/** What waits for somebody, what is muted, what is over. */
function rank({ status }: Finding): number {
  if (status === 'closed' || status === 'resolved') return 2;
  return status === 'muted' ? 1 : 0;
}

function split(values: readonly string[] | undefined): readonly string[] | undefined {
  return values?.flatMap((value) => value.split(',')).filter((value) => value !== '');
}

function emptyText(options: ListOptions): string {
  return Object.keys(options).some((name) => name !== 'json' && name !== 'home')
    ? 'No finding matches.'
    : 'Nothing was found yet. Checks run after each collection: rollcall integration collect ID\nSee with "rollcall checks list" what could be judged.';
}

async function show(
  context: CommandContext,
  host: Host,
  output: Output,
  id: string,
): Promise<undefined> {
  const finding = await host.findings.get(id);
  const check = describeCheck(finding.check);
  await output.result(findingDetailView(finding, check), () =>
    findingText(finding, check, context.io.timeZone),
  );
  return undefined;
}

async function tell(output: Output, finding: Finding, timeZone?: string): Promise<void> {
  await output.result(
    findingView(finding),
    () => `${finding.title}: ${findingStatusText(finding, timeZone)}.`,
  );
}
