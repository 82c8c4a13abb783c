import type { CollectMessage } from '../connector/messages.js';
import { RollcallError } from '../errors/rollcall-error.js';
import { MemorySink } from './memory-sink.js';
import { type RunConnectorOptions, type Runnable, runConnector } from './run-connector.js';

/** Like `RunConnectorOptions`; `http` makes a fresh provider for each run. */
export type CheckResumeOptions<Config> = Omit<
  RunConnectorOptions<Config>,
  'http' | 'cursors' | 'onMessage'
> & {
  readonly http: () => RunConnectorOptions<Config>['http'];
};

/**
 * Kills a collection after each of its messages in turn and resumes it from what was committed: the
 * records in the end must be those of a collection that nothing disturbed. Gives the number of kills.
 * @throws `HOOK_PROTOCOL` naming the stream whose cursor does not cover what it should; what `runConnector` throws
 */
export async function checkResume<Config>(
  plugin: Runnable<Config>,
  options: CheckResumeOptions<Config>,
): Promise<number> {
  const whole = await collectInto(plugin, options, new MemorySink());
  const expected = new MemorySink();
  for (const message of whole) expected.apply(message);
  for (let kept = 1; kept < whole.length; kept += 1) {
    const sink = new MemorySink();
    await collectInto(plugin, options, sink, kept);
    await collectInto(plugin, options, sink);
    for (const stream of options.streams) compare(stream, kept, expected, sink);
  }
  return Math.max(0, whole.length - 1);
}

async function collectInto<Config>(
  plugin: Runnable<Config>,
  options: CheckResumeOptions<Config>,
  sink: MemorySink,
  atMost = Number.POSITIVE_INFINITY,
): Promise<readonly CollectMessage[]> {
  let taken = 0;
  const { messages } = await runConnector(plugin, {
    ...options,
    http: options.http(),
    cursors: { ...sink.cursors },
    onMessage: (message) => {
      taken += 1;
      sink.apply(message);
      return taken < atMost;
    },
  });
  return messages;
}

function compare(stream: string, kept: number, expected: MemorySink, sink: MemorySink): void {
  const wanted = expected.records(stream).map((record) => record.id);
  const found = new Set(sink.records(stream).map((record) => record.id));
  const missing = wanted.filter((id) => !found.has(id));
  if (missing.length === 0 && found.size === wanted.length) return;
  throw new RollcallError(
    'HOOK_PROTOCOL',
    `resumed after message ${kept}, the stream ${stream} has ${found.size} records instead of ` +
      `${wanted.length}; the first that is missing: ${missing[0] ?? 'none'}`,
    { hint: 'A cursor must cover every earlier batch of its stream, and nothing that follows it.' },
  );
}
