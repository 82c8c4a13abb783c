import { hasCode, RollcallError } from '@rollcall/core';
import type { Host } from '../host-port.js';
import type { Integration } from '../integrations/integration.js';
import type { RunRequestOptions } from '../runs/run-service.js';
import type { RunHook, RunView } from '../runs/run-view.js';
import type { CommandContext } from './context.js';
import type { Output } from './output.js';
import { progressFor } from './progress.js';

/** A run that was asked for, at its end; or still open, when the person left it. */
export interface FollowedRun {
  readonly run: RunView;
  /** Whether the person left a run that another process works on. */
  readonly detached: boolean;
}

/**
 * Asks for a run and works on it, or follows the process that already does; shows its progress.
 * An interrupt cancels a run of our own and leaves another's alone.
 */
export async function runAndFollow(
  context: CommandContext,
  host: Host,
  output: Output,
  wish: {
    readonly integration: Integration;
    readonly hook: RunHook;
    readonly request?: RunRequestOptions;
    /** A folder that takes the records instead of the store. */
    readonly to?: string | undefined;
  },
): Promise<FollowedRun> {
  // A collection into a folder is this process's own: nobody follows it, or takes it over.
  const hook = wish.to === undefined ? wish.hook : 'folder';
  const requested = await requestRun(context, host, output, { ...wish, hook });
  const ended = new AbortController();
  const watching = watch(context, host, requested.id, ended.signal);
  try {
    const execution = {
      to: wish.to,
      onFollow: (holderRunId?: string) => void output.note(followText(requested.id, holderRunId)),
    };
    const signal = cancelling(context.io.interrupt);
    const { followed } = await host.runs.execute(requested.id, signal, execution);
    const run = await host.runs.get(requested.id);
    return { run, detached: followed && signal.aborted && isOpen(run) };
  } finally {
    ended.abort();
    await watching;
  }
}

/** Asks for a run; where another one is open that does not do all of it, follows that one first. */
async function requestRun(
  context: CommandContext,
  host: Host,
  output: Output,
  wish: {
    readonly integration: Integration;
    readonly hook: RunHook;
    readonly request?: RunRequestOptions;
  },
): Promise<RunView> {
  const signal = cancelling(context.io.interrupt);
  for (;;) {
    try {
      return await host.runs.request(wish.integration, wish.hook, wish.request ?? {});
    } catch (error) {
      const runId = openRunOf(error);
      if (runId === undefined || signal.aborted) throw error;
      await output.note(`Run ${runId} does not read all of it; waiting for it to end.`);
      await host.runs.execute(runId, detaching(signal));
    }
  }
}

/** The run that stands in the way, as a `RUN_OPEN` names it. */
function openRunOf(error: unknown): string | undefined {
  if (!hasCode(error, 'RUN_OPEN')) return undefined;
  const { details } = error;
  if (typeof details !== 'object' || details === null || !('runId' in details)) return undefined;
  return typeof details.runId === 'string' ? details.runId : undefined;
}

/** An interrupt while waiting leaves the other's run alone: it is not ours to cancel. */
function detaching(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const leave = (): void => controller.abort(new Error('the command was interrupted'));
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  return controller.signal;
}

/**
 * The run, when it has come to a result of its own.
 * @param what a noun for people, such as `test`
 * @throws `RUN_CANCELLED` for a run that was cancelled, or that goes on without this command
 */
export function resultOf({ run, detached }: FollowedRun, what: string): RunView {
  if (detached) {
    throw new RollcallError('RUN_CANCELLED', `the ${what} goes on without this command`, {
      hint: `See it with "rollcall runs ${run.id}".`,
    });
  }
  if (run.status === 'cancelled' || isOpen(run)) {
    throw new RollcallError('RUN_CANCELLED', `the ${what} was cancelled`, {
      hint: 'Run the command again when you are ready.',
    });
  }
  return run;
}

/** What we wait for: our run in another process, or the run that goes before it. */
function followText(runId: string, holderRunId: string | undefined): string {
  return holderRunId === undefined || holderRunId === runId
    ? `Another process works on run ${runId}; following it.`
    : `Waiting for run ${holderRunId} to end.`;
}

/** A person's interrupt means that an own run is cancelled, not left to the next worker. */
function cancelling(interrupt: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const cancel = (): void =>
    controller.abort(new RollcallError('RUN_CANCELLED', 'the command was interrupted'));
  if (interrupt.aborted) cancel();
  else interrupt.addEventListener('abort', cancel, { once: true });
  return controller.signal;
}

/** Shows events until the run has ended; what cannot be shown does not stop the run. */
async function watch(
  context: CommandContext,
  host: Host,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  const progress = progressFor(context.io, host.clock);
  try {
    for await (const event of host.runs.events(runId, undefined, signal)) progress.show(event);
  } catch (error) {
    if (!signal.aborted) context.io.stderr.write(`Progress cannot be shown: ${String(error)}\n`);
  } finally {
    progress.stop();
  }
}

function isOpen(run: RunView): boolean {
  return run.status === 'queued' || run.status === 'running';
}
