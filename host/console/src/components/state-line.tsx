import {
  IconAlertTriangleFilled,
  IconBellOff,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleDotFilled,
  IconCircleMinus,
  IconClockFilled,
  IconExclamationCircleFilled,
  IconLoader2,
  IconPlayerPauseFilled,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

import classes from './state-line.module.css';

/** The shapes of states: never told apart by colour alone. */
export type StateShape =
  | 'ok'
  | 'running'
  | 'queued'
  | 'untested'
  | 'warning'
  | 'quota'
  | 'paused'
  | 'late'
  | 'bad'
  | 'off'
  | 'new'
  | 'open'
  | 'muted'
  | 'decided';

/** A state, in words. */
export interface State {
  readonly shape: StateShape;
  /** The exact words: "Connected", "Collecting, 43 %". */
  readonly words: string;
  /** What it means for the data, in grey. */
  readonly detail?: ReactNode;
}

const shapes: Readonly<Record<StateShape, { icon: TablerIcon; tone: string }>> = {
  ok: { icon: IconCircleCheckFilled, tone: 'ok' },
  running: { icon: IconLoader2, tone: 'run' },
  queued: { icon: IconCircle, tone: 'run' },
  untested: { icon: IconCircleDashed, tone: 'idle' },
  warning: { icon: IconAlertTriangleFilled, tone: 'wait' },
  quota: { icon: IconPlayerPauseFilled, tone: 'wait' },
  paused: { icon: IconPlayerPauseFilled, tone: 'idle' },
  late: { icon: IconClockFilled, tone: 'wait' },
  bad: { icon: IconExclamationCircleFilled, tone: 'bad' },
  off: { icon: IconCircleMinus, tone: 'idle' },
  new: { icon: IconCircleDotFilled, tone: 'accent' },
  open: { icon: IconCircle, tone: 'accent' },
  muted: { icon: IconBellOff, tone: 'idle' },
  decided: { icon: IconCircleCheckFilled, tone: 'idle' },
};

/** A state as a 16 px shape and words, with a grey second line where there is a detail. */
export function StateLine({ state }: { readonly state: State }) {
  const { icon: Icon, tone } = shapes[state.shape];
  return (
    <div className={classes.state} data-tone={tone}>
      <Icon
        size={16}
        stroke={2}
        aria-hidden
        className={state.shape === 'running' ? classes.spinner : classes.icon}
      />
      <div className={classes.words}>
        <span className={classes.name}>{state.words}</span>
        {state.detail ? <span className={`${classes.detail} rc-meta`}>{state.detail}</span> : null}
      </div>
    </div>
  );
}
