import { toErrorData } from '@rollcall/core';
import type { Command } from 'commander';
import type { Host } from '../../host-port.js';
import type { RunRequestOptions } from '../../runs/run-service.js';
import type { RunView } from '../../runs/run-view.js';
import { collectView, nothingDueView } from '../../views/run-view.js';
import { type CommandContext, withHost } from '../context.js';
import { Exit, exitOfRun } from '../exit.js';
import { runAndFollow } from '../follow.js';
import type { Output } from '../output.js';
import { collectText } from '../run-text.js';

interface CollectOptions {
  readonly stream?: string[];
  readonly due?: boolean;
  readonly to?: string;
}

/** What is not delivered by then is left to `rollcall start` and to later collections. */
const deliverForMs = 15_000;

const examples = `
Examples:
  $ rollcall integration collect Production
  $ rollcall integration collect Production --stream accounts --stream sign-ins
  $ rollcall integration collect Production --due
  $ rollcall integration collect Production --to ./out

Interrupt with Ctrl-C: what is committed stays, and the next collection continues from there.
With --to the records go to NDJSON files, from the beginning, and nothing is stored.`;

/** `integration collect`: reads what is new, and waits until it is stored. */
export function integrationCollectCommand(parent: Command, context: CommandContext): void {
  parent
    .command('collect')
    .description('Collect now: every stream that is on')
    .argument('<id>', 'id or display name')
    .option('--stream <name...>', 'only these streams')
    .option('--due', 'only the streams that are due')
    .option('--to <dir>', 'write NDJSON to a folder instead of the store')
    .addHelpText('after', examples)
    .action((id: string, options: CollectOptions, command: Command) =>
      withHost(context, command, (host, output) =>
        collect(context, host, output, { id, ...options }),
      ),
    );
}

async function collect(
  context: CommandContext,
  host: Host,
  output: Output,
  wish: CollectOptions & { readonly id: string },
): Promise<number> {
  const integration = await host.integrations.get(wish.id);
  const request: RunRequestOptions = {
    ...(wish.stream ? { streams: wish.stream.flatMap((name) => name.split(',')) } : {}),
    ...(wish.due ? { due: true } : {}),
  };
  // A paused integration is refused when its run is asked for.
  if (!integration.paused && (await host.runs.nothingDue(integration, request))) {
    await output.result(nothingDueView(), () => 'Nothing is due.');
    return Exit.done;
  }
  const { run, detached } = await runAndFollow(context, host, output, {
    integration,
    hook: 'collect',
    request,
    to: wish.to,
  });
  if (detached) {
    await output.note(`It goes on without this command. See it with "rollcall runs ${run.id}".`);
  }
  if (wish.to === undefined) await deliver(context, host, output);
  await output.result(collectView(run), () => {
    const text = collectText(run, context.io.timeZone);
    return hasFiles(run, wish.to) ? `${text}\n\nThe files are in ${wish.to}.` : text;
  });
  return exitOfRun(run);
}

/** Files of a collection that broke off are not kept. */
function hasFiles({ status }: RunView, to: string | undefined): boolean {
  return to !== undefined && (status === 'succeeded' || status === 'partial');
}

/** What cannot be delivered does not change what was collected. */
async function deliver(context: CommandContext, host: Host, output: Output): Promise<void> {
  const signal = AbortSignal.any([context.io.interrupt, AbortSignal.timeout(deliverForMs)]);
  try {
    await host.deliveries.deliverDue(signal);
  } catch (error) {
    await output.note(`Findings could not be delivered now: ${toErrorData(error).message}`);
  }
}
