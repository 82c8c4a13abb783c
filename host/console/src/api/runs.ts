import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** One execution of a hook, with what became of each stream. */
export type Run = Answer<'/runs/{id}', 'get'>;

/** What became of a stream in a run. */
export type RunStream = Run['streams'][string];

/** What a collection would cost. */
export type Plan = NonNullable<Run['plan']>;

/** Whether a run has not ended yet. */
export function isOpen({ status }: Pick<Run, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** The latest runs of an integration, newest first. */
export function runsQuery(integration: string) {
  return queryOptions({
    queryKey: ['runs', 'of', integration],
    queryFn: async (): Promise<readonly Run[]> => {
      const query = { integration, limit: 200 };
      return (await bodyOf(api.GET('/runs', { params: { query } }))).runs;
    },
    refetchInterval: 15_000,
  });
}

/** One run. Its events ask for it again while it is open. */
export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['runs', id],
    queryFn: (): Promise<Run> => bodyOf(api.GET('/runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? 5_000 : false),
  });
}

/** A line of a run's log. */
export type LogLine = Answer<'/runs/{id}/logs', 'get'>['lines'][number];

/** The levels of log lines, the least first. */
export type LogLevel = LogLine['level'];

/** The log of a run, of at least a level. */
export function runLogQuery(id: string, level: LogLevel) {
  return queryOptions({
    queryKey: ['runs', id, 'logs', level],
    queryFn: async (): Promise<readonly LogLine[]> => {
      const lines: LogLine[] = [];
      let cursor: string | null = null;
      do {
        const query: { level: LogLevel; limit: number; cursor?: string } = { level, limit: 500 };
        if (cursor !== null) query.cursor = cursor;
        const page = await bodyOf(api.GET('/runs/{id}/logs', { params: { path: { id }, query } }));
        lines.push(...page.lines);
        cursor = page.next;
      } while (cursor !== null && lines.length < mostLines);
      return lines;
    },
  });
}

/** More of a log is for the command line. */
const mostLines = 5_000;

/** Asks for a test of a saved integration. */
export function requestTest(id: string): Promise<Run> {
  return bodyOf(api.POST('/integrations/{id}/test', { params: { path: { id } } }));
}

/** Asks what a collection would cost. */
export function requestPlan(id: string): Promise<Run> {
  return bodyOf(api.POST('/integrations/{id}/plan', { params: { path: { id } } }));
}

/** Asks for a collection of every stream that is on. */
export async function requestCollection(id: string): Promise<void> {
  await api.POST('/integrations/{id}/collect', { params: { path: { id } }, body: {} });
}

/** Stops a run; what is committed stays. */
export async function cancelRun(id: string): Promise<void> {
  await api.POST('/runs/{id}/cancel', { params: { path: { id } } });
}
