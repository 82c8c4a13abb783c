import { hasCode } from '@rollcall/core';
import type { Command } from 'commander';
import type { Host } from '../../host-port.js';
import type { RunLogLine } from '../../runs/run-logs.js';
import type { RunView } from '../../runs/run-view.js';
import { runView } from '../../views/run-view.js';
import { type CommandContext, withHost } from '../context.js';
import { count, localTime } from '../format.js';
import type { Output } from '../output.js';
import { runStatusText, runText, startText } from '../run-text.js';
import { table } from '../table.js';

const shownRuns = 50;
const allRuns = 100_000;
const logPage = 1000;

/** `rollcall runs`: what was done, latest first. */
export function runsCommand(program: Command, context: CommandContext): void {
  const parent = program
    .command('runs')
    .description('What was collected and tested, latest first')
    .argument('[id]', 'an integration (id or display name), or a run')
    .addHelpText('after', '\nExamples:\n  $ rollcall runs\n  $ rollcall runs Production --json')
    .action((id: string | undefined, _: unknown, command: Command) =>
      withHost(context, command, (host, output) => runs(context, host, output, id)),
    );
  parent
    .command('show')
    .description('One run')
    .argument('<id>', 'a run')
    .option('--logs', 'with what connector and host logged')
    .addHelpText('after', '\nExample:\n  $ rollcall runs show 0f3c… --logs')
    .action((id: string, options: { logs?: boolean }, command: Command) =>
      withHost(context, command, (host, output) =>
        show(context, host, output, { id, hasLogs: options.logs === true }),
      ),
    );
}

async function show(
  context: CommandContext,
  host: Host,
  output: Output,
  { id, hasLogs }: { readonly id: string; readonly hasLogs: boolean },
): Promise<undefined> {
  const run = await host.runs.get(id);
  const { timeZone } = context.io;
  if (!hasLogs) {
    await output.result({ run: runView(run) }, () => runText(run, timeZone));
    return;
  }
  const logs = await wholeLog(host, id);
  await output.result({ run: runView(run), logs }, () =>
    [runText(run, timeZone), logs.map((line) => lineText(line, timeZone)).join('\n')].join('\n\n'),
  );
}

async function wholeLog(host: Host, id: string): Promise<readonly RunLogLine[]> {
  const lines: RunLogLine[] = [];
  for (;;) {
    const page = await host.runLog(id, { limit: logPage, after: lines.at(-1)?.id ?? '0' });
    lines.push(...page);
    if (page.length < logPage) return lines;
  }
}

function lineText({ at, level, source, message, fields }: RunLogLine, timeZone?: string): string {
  const more = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`;
  return `${localTime(at, timeZone)}  ${level.padEnd(5)}  ${source.padEnd(9)}  ${message}${more}`;
}

async function runs(
  context: CommandContext,
  host: Host,
  output: Output,
  id: string | undefined,
): Promise<undefined> {
  const timeZone = context.io.timeZone;
  const one = id === undefined ? undefined : await runOf(host, id);
  if (one) {
    await output.result({ run: runView(one) }, () => runText(one, timeZone));
    return;
  }
  const integration = id === undefined ? undefined : await host.integrations.get(id);
  const found = await host.runs.list(integration?.id, output.isJson ? allRuns : shownRuns);
  const names = new Map((await host.integrations.list()).map((each) => [each.id, each.name]));
  await output.result({ runs: found.map(runView) }, () => listText(found, names, timeZone));
}

/** The run of that id, unless an integration has the word as its id or name. */
async function runOf(host: Host, id: string): Promise<RunView | undefined> {
  try {
    await host.integrations.get(id);
    return undefined;
  } catch (error) {
    if (!hasCode(error, 'NOT_FOUND')) throw error;
    try {
      return await host.runs.get(id);
    } catch (inner) {
      // Neither: the integration's error names what is near.
      throw hasCode(inner, 'NOT_FOUND') ? error : inner;
    }
  }
}

/** A test and a plan read no records. */
function recordsText({ hook, streams }: RunView): string {
  if (hook !== 'collect' && hook !== 'folder') return '–';
  return count(Object.values(streams).reduce((sum, { records }) => sum + records, 0));
}

function listText(
  runs: readonly RunView[],
  names: ReadonlyMap<string, string>,
  timeZone?: string,
): string {
  if (runs.length === 0) {
    return 'There are no runs yet. Begin with: rollcall integration collect ID';
  }
  const rows = runs.map((run) => [
    startText(run, timeZone),
    names.get(run.integrationId) ?? run.integrationId,
    run.hook === 'testConnectivity' ? 'test' : run.hook,
    runStatusText(run, timeZone),
    recordsText(run),
    run.id,
  ]);
  return table(
    [
      { head: 'STARTED' },
      { head: 'INTEGRATION' },
      { head: 'WHAT' },
      { head: 'STATUS' },
      { head: 'RECORDS', align: 'right' },
      { head: 'RUN' },
    ],
    rows,
  );
}
