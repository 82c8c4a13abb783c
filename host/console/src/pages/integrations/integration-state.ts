import type { Integration } from '../../api/integrations.js';
import type { State } from '../../components/state-line.js';
import { percent } from '../../format/numbers.js';
import { clockTime, duration } from '../../format/times.js';
import { stateWords as words } from '../../words/states.js';

/** What needs a person comes first; then what waits, works, and rests. */
export type StateGroup = 'attention' | 'paused' | 'collecting' | 'connected' | 'untested';

/** The state of an integration, in words. */
export interface IntegrationState extends State {
  readonly group: StateGroup;
}

/** What is looked at of an integration. */
export type StateInput = Pick<Integration, 'status' | 'openRun' | 'lastRun' | 'nextAt' | 'paused'>;

/** How late a collection may be before that is worth a word. */
const lateMs = 30 * 60_000;

/** The one state that matters most: what happens now, then what hinders, then what was proved last. */
export function integrationState(
  integration: StateInput,
  now: Date,
  titleOf: (stream: string) => string = titled,
): IntegrationState {
  return (
    openState(integration, titleOf) ??
    pausedState(integration, now) ??
    failedState(integration) ??
    lateState(integration, now) ??
    restingState(integration)
  );
}

type OpenRun = NonNullable<Integration['openRun']>;

function openState(
  { openRun }: StateInput,
  titleOf: (stream: string) => string,
): IntegrationState | undefined {
  if (!openRun) return undefined;
  if (openRun.hook === 'testConnectivity') {
    return { group: 'collecting', shape: 'running', words: words.testing };
  }
  if (openRun.hook !== 'collect') return undefined;
  if (openRun.status === 'queued') {
    return { group: 'collecting', shape: 'queued', words: words.waiting };
  }
  return { group: 'collecting', shape: 'running', ...progressOf(openRun, titleOf) };
}

/** How far a run is: by expectation where every running stream has one, else in records. */
function progressOf(
  run: Pick<OpenRun, 'streams'>,
  titleOf: (stream: string) => string,
): { words: string; detail?: string } {
  const streams = Object.entries(run.streams);
  const expected = streams.reduce((sum, [, stream]) => sum + (stream.expected ?? 0), 0);
  const read = streams.reduce((sum, [, stream]) => sum + stream.records, 0);
  const text =
    expected > 0
      ? words.collecting(percent(Math.min(read / expected, 0.99)))
      : words.collectingRecords(read);
  const active = streams.find(([, stream]) => stream.status === 'running');
  if (!active) return { words: text };
  const [name, stream] = active;
  return {
    words: text,
    detail: words.streamProgress(titleOf(name), stream.records, stream.expected),
  };
}

function pausedState({ paused, lastRun }: StateInput, now: Date): IntegrationState | undefined {
  if (paused) return { group: 'paused', shape: 'paused', words: words.pausedByPerson };
  if (lastRun?.status !== 'paused') return undefined;
  const { resumeAt } = lastRun;
  if (resumeAt === null) return { group: 'paused', shape: 'quota', words: words.pausedByQuota };
  const until = new Date(resumeAt);
  const away = `in ${duration(Math.max(0, until.getTime() - now.getTime()))}`;
  return {
    group: 'paused',
    shape: 'quota',
    words: words.pausedUntil(clockTime(until), away),
    detail: lastRun.error?.message,
  };
}

function failedState({ status, lastRun }: StateInput): IntegrationState | undefined {
  const hasFailed = lastRun?.status === 'failed';
  if (!hasFailed && status !== 'not-connected') return undefined;
  const error = lastRun?.error;
  const known = error ? words.reasons[error.code] : undefined;
  const why = known ?? (hasFailed ? words.lastRunFailed : words.notConnected);
  return { group: 'attention', shape: 'bad', words: words.attention(why), detail: error?.message };
}

function lateState({ nextAt }: StateInput, now: Date): IntegrationState | undefined {
  if (nextAt === null) return undefined;
  const late = now.getTime() - Date.parse(nextAt);
  // never collected: it is not late, it has not begun
  if (late < lateMs || Date.parse(nextAt) === 0) return undefined;
  return {
    group: 'connected',
    shape: 'late',
    words: words.late(duration(late)),
    detail: words.lateDetail,
  };
}

function restingState({ status, lastRun }: StateInput): IntegrationState {
  const streams = Object.values(lastRun?.streams ?? {});
  const failed = streams.filter((stream) => stream.status === 'failed');
  const skipped = streams.filter((stream) => stream.status === 'skipped');
  const [first] = [...failed, ...skipped];
  if (first) {
    const text =
      failed.length > 0 ? words.streamsFailed(failed.length) : words.skipped(skipped.length);
    return { group: 'connected', shape: 'warning', words: text, detail: first.reason };
  }
  if (status === 'connected' || lastRun?.status === 'succeeded') {
    return { group: 'connected', shape: 'ok', words: words.connected };
  }
  return { group: 'untested', shape: 'untested', words: words.untested };
}

/** A title where the manifest is not at hand. */
function titled(stream: string): string {
  const text = stream.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const order: readonly StateGroup[] = ['attention', 'paused', 'collecting', 'connected', 'untested'];

/** Where a state stands in the list, from what needs a person to what rests; connected and untested count alike. */
export function groupRank(group: StateGroup): number {
  return Math.min(order.indexOf(group), 3);
}
