import type { Command } from 'commander';

import type { CheckListing } from '../../checks/check-service.js';
import type { Host } from '../../host-port.js';
import { checkView } from '../../views/check-view.js';
import { type CommandContext, withHost } from '../context.js';
import { countOf, localTime } from '../format.js';
import type { Output } from '../output.js';
import { table } from '../table.js';

/** `rollcall checks`: what is checked, and what could be judged. */
export function checksCommand(program: Command, context: CommandContext): void {
  program
    .command('checks')
    .description('What is checked about the collected facts')
    .command('list')
    .description('Every check with its latest result, and what it lacks where it could not judge')
    .argument('[id]', 'only this integration (id or display name)')
    .addHelpText(
      'after',
      '\nExamples:\n  $ rollcall checks list\n  $ rollcall checks list Production --json\n\nThresholds are options of an integration:\n  $ rollcall integration edit Production --option checks.account-inactive.days=60\n  $ rollcall integration edit Production --option checks.account-inactive.enabled=false',
    )
    .action((id: string | undefined, _: unknown, command: Command) =>
      withHost(context, command, (host, output) => list(context, host, output, id)),
    );
}

async function list(
  context: CommandContext,
  host: Host,
  output: Output,
  id: string | undefined,
): Promise<undefined> {
  const integration = id === undefined ? undefined : await host.integrations.get(id);
  const names = new Map((await host.integrations.list()).map((each) => [each.id, each.name]));
  const checks = await host.checks.list(integration?.id);
  await output.result({ checks: checks.map(checkView) }, () =>
    listText(checks, names, context.io.timeZone),
  );
}

function listText(
  checks: readonly CheckListing[],
  names: ReadonlyMap<string, string>,
  timeZone?: string,
): string {
  const rows = checks.flatMap(({ check, results }) =>
    results.length === 0
      ? [[check.id, '–', 'Not checked yet', '', check.question]]
      : results.map((result) => [
          check.id,
          names.get(result.integrationId) ?? result.integrationId,
          resultText(result),
          localTime(result.checkedAt, timeZone),
          result.reason ?? check.question,
        ]),
  );
  return table(
    [
      { head: 'CHECK' },
      { head: 'INTEGRATION' },
      { head: 'RESULT' },
      { head: 'CHECKED' },
      { head: 'QUESTION, OR WHAT IS MISSING' },
    ],
    rows,
  );
}

function resultText({ status, findings }: CheckListing['results'][number]): string {
  if (status === 'unavailable') return 'Cannot be judged';
  return status === 'pass' ? 'Nothing found' : countOf(findings, 'finding');
}
