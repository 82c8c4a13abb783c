import type { WholeIntegration } from '../../api/integrations.js';
import type { WholePlugin } from '../../api/plugins.js';
import type { Span } from '../../api/reconciliation.js';
import { isOpen, type Run, type RunStream } from '../../api/runs.js';

/** A stream of the manifest, as this integration uses it. */
export interface StreamRow {
  readonly stream: WholePlugin['streams'][number];
  readonly isOn: boolean;
  /** What the latest collection that had it says. */
  readonly last: RunStream | undefined;
  /** When it was read to its end last; ISO 8601 instant. */
  readonly lastRead: string | undefined;
  /** The latest comparison with the provider's own count: a gap before anything else. */
  readonly span: Span | undefined;
}

interface Facts {
  readonly integration: Pick<WholeIntegration, 'options'>;
  readonly plugin: WholePlugin;
  /** Newest first. */
  readonly runs: readonly Run[];
  readonly spans: readonly Span[];
}

/** Every stream, with what is known of it. */
export function streamRows({ integration, plugin, runs, spans }: Facts): readonly StreamRow[] {
  const chosen = streamsOf(integration.options);
  const collections = runs.filter(({ hook }) => hook === 'collect');
  return plugin.streams.map((stream) => {
    const had = collections.filter((run) => run.streams[stream.name] !== undefined);
    const read = had.find((run) => run.streams[stream.name]?.status === 'done' && !isOpen(run));
    const own = spans.filter((span) => span.stream === stream.name);
    return {
      stream,
      isOn: chosen ? chosen.includes(stream.name) : stream.enabled !== false,
      last: had[0]?.streams[stream.name],
      lastRead: read?.endedAt ?? undefined,
      span: own.find(({ status }) => status === 'gap') ?? latest(own),
    };
  });
}

/** The streams that a person chose; undefined where the manifest decides. */
function streamsOf(options: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const { streams } = options;
  return Array.isArray(streams) ? streams.map(String) : undefined;
}

/** The names of the streams that are on after one was switched. */
export function switched(rows: readonly StreamRow[], name: string): readonly string[] {
  return rows
    .filter((row) => (row.stream.name === name ? !row.isOn : row.isOn))
    .map((row) => row.stream.name);
}

function latest(spans: readonly Span[]): Span | undefined {
  return spans.toSorted((a, b) => b.to.localeCompare(a.to))[0];
}
