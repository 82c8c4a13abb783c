import type { PlanView, RunQuotaView, RunStreamView, RunView } from '../runs/run-view.js';
import { count, countOf, duration, localTime, percent } from './format.js';
import { pairs, table } from './table.js';

const runWords: Readonly<Record<RunView['status'], string>> = {
  queued: 'Waiting',
  running: 'Collecting',
  succeeded: 'Succeeded',
  partial: 'Partly succeeded',
  paused: 'Paused by quota',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** The status of a run in words. */
export function runStatusText(run: RunView, timeZone?: string): string {
  if (run.status === 'running' && run.hook === 'testConnectivity') return 'Testing';
  const until = run.resumeAt ? ` until ${localTime(run.resumeAt, timeZone)}` : '';
  return run.status === 'paused' ? `${runWords.paused}${until}` : runWords[run.status];
}

/** A collection for people: its outcome, a line per stream, and what it cost. */
export function collectText(run: RunView, timeZone?: string): string {
  const streams = Object.entries(run.streams);
  const parts = [`${runStatusText(run, timeZone)}${tookText(run)}.`];
  if (streams.length > 0) parts.push(streamTable(streams));
  if (run.quota) parts.push(receiptText(run.quota, streams));
  const reasons = streams.flatMap(([name, { reason, hint }]) =>
    reason === undefined ? [] : [`${name}: ${reason}${hint === undefined ? '' : `\n  ${hint}`}`],
  );
  if (reasons.length > 0) parts.push(reasons.join('\n'));
  if (run.error) parts.push(`${run.error.message} (${run.error.code})\n${run.error.hint}`);
  return parts.join('\n\n');
}

/** How long it took, when it has ended. */
export function tookText({ startedAt, endedAt }: RunView): string {
  if (!startedAt || !endedAt) return '';
  return ` in ${duration(new Date(endedAt).getTime() - new Date(startedAt).getTime())}`;
}

function streamTable(streams: readonly (readonly [string, RunStreamView])[]): string {
  const heads = ['RECORDS', 'NEW', 'CHANGED', 'GONE', 'REQUESTS'];
  return table(
    [
      { head: 'STREAM' },
      { head: 'STATUS' },
      ...heads.map((head) => ({ head, align: 'right' as const })),
    ],
    streams.map(([name, stream]) => [
      name,
      stream.status,
      ...[stream.records, stream.inserted, stream.updated, stream.gone, stream.requests].map(count),
    ]),
  );
}

function receiptText(
  quota: RunQuotaView,
  streams: readonly (readonly [string, RunStreamView])[],
): string {
  const ofStreams = streams.reduce((sum, [, { requests }]) => sum + requests, 0);
  const others = quota.spentByRun - ofStreams;
  const split =
    others > 0 ? ` (${count(ofStreams)} for streams, ${count(others)} around them)` : '';
  const spent = `Spent ${countOf(quota.spentByRun, 'request')}${split}`;
  if (quota.limit === null) return `${spent}. The daily limit is not known.`;
  const parts = [`${spent}, ${percent(quota.spentByRun, quota.limit)} of ${count(quota.limit)}.`];
  if (quota.used !== null) parts.push(`Usage now ${percent(quota.used, quota.limit)}.`);
  if (quota.ceiling !== null) {
    parts.push(`The ceiling is ${percent(quota.ceiling, quota.limit)}.`);
  }
  return parts.join(' ');
}

/** What a run would cost, in one line and a table. */
export function planText(plan: PlanView): string {
  const rows = Object.entries(plan.streams).map(([name, each]) => [
    name,
    each.records === null ? 'unknown' : count(each.records),
    count(each.requests),
    each.note === null ? each.transport : `${each.transport}  (${each.note})`,
  ]);
  const body = table(
    [
      { head: 'STREAM' },
      { head: 'RECORDS', align: 'right' },
      { head: 'REQUESTS', align: 'right' },
      { head: 'BY' },
    ],
    rows,
  );
  const shared = 'Requests that streams share are counted with the first of them.';
  return [...priceLines(plan), '', body, '', shared].join('\n');
}

function priceLines({ requests, quota, fits }: PlanView): readonly string[] {
  const { used, limit, ceiling } = quota;
  if (limit === null || ceiling === null) {
    return [`about ${countOf(requests, 'daily request')}; the daily limit is not known yet`];
  }
  const usage = used === null ? 'not known' : percent(used, limit);
  const top = percent(ceiling, limit);
  return [
    `about ${count(requests)} of ${count(limit)} daily requests, ${percent(requests, limit)}; usage now ${usage}`,
    fits
      ? `It fits below the ceiling of ${top}.`
      : `It does not fit below the ceiling of ${top}: the run will pause there and continue by itself.`,
  ];
}

/** When a run began; one that ended before it could begin never will. */
export function startText({ startedAt, endedAt }: RunView, timeZone?: string): string {
  if (startedAt !== undefined) return localTime(startedAt, timeZone);
  return endedAt === undefined ? 'not yet' : 'never';
}

/** One run in full, for people. */
export function runText(run: RunView, timeZone?: string): string {
  const head = pairs([
    ['Run', run.id],
    ['Integration', run.integrationId],
    ['What', run.hook],
    ['Started', startText(run, timeZone)],
    ['Ended', run.endedAt ? localTime(run.endedAt, timeZone) : 'not yet'],
  ]);
  return `${head}\n\n${collectText(run, timeZone)}`;
}
