import type { WholePlugin } from '../../api/plugins.js';
import type { Run, RunStream } from '../../api/runs.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { StateLine } from '../../components/state-line.js';
import { counted } from '../../format/numbers.js';
import { detailWords as words } from '../../words/details.js';
import { streamTitle } from './integration-context.js';
import classes from './run-streams.module.css';
import { streamState } from './stream-state.js';

interface RunStreamsProps {
  readonly run: Pick<Run, 'streams'>;
  readonly plugin: WholePlugin | undefined;
}

/** What each stream of a run is at: a bar while it is read, what changed when it is done, why when it is not. */
export function RunStreams({ run, plugin }: RunStreamsProps) {
  return (
    <ul className={classes.streams}>
      {Object.entries(run.streams).map(([name, stream]) => (
        <li key={name} className={classes.stream}>
          <span className="rc-name rc-cut">{streamTitle(plugin, name)}</span>
          <StreamProgress title={streamTitle(plugin, name)} stream={stream} />
          <span className={`${classes.requests} rc-meta rc-numbers`}>
            {stream.requests > 0 ? counted(stream.requests, 'request', 'requests') : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface StreamProgressProps {
  readonly title: string;
  readonly stream: RunStream;
}

function StreamProgress({ title, stream }: StreamProgressProps) {
  const { status, records, expected, inserted, updated, gone } = stream;
  if (status === 'running') {
    return (
      <div className={classes.progress}>
        <ProgressBar label={title} value={records} of={expected} />
        <span className="rc-numbers rc-small">{words.progress(records, expected)}</span>
      </div>
    );
  }
  const state = streamState(stream);
  if (status !== 'done') return <StateLine state={state} />;
  const changes = words.changes(inserted, updated, gone);
  return (
    <div className={classes.done}>
      <StateLine state={{ ...state, words: words.progress(records, null) }} />
      <span className="rc-meta rc-numbers">{changes === '' ? words.noChanges : changes}</span>
    </div>
  );
}
