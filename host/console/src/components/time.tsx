import { Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';

import { timeWords } from '../format/times.js';

const tickMs = 30_000;
let now = new Date();

/** The present, which moves on every half minute for all that show it. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}

function subscribe(onChange: () => void): () => void {
  const timer = setInterval(() => {
    now = new Date();
    onChange();
  }, tickMs);
  return () => clearInterval(timer);
}

interface TimeProps {
  /** ISO 8601 instant. */
  readonly at: string;
  /** Shows the clock time below, in grey. */
  readonly twoLines?: boolean;
  /** IANA zone; the viewer's when absent. */
  readonly timezone?: string;
}

/** A time: relative, with the absolute one as second line and tooltip. */
export function Time({ at, twoLines = false, timezone }: TimeProps) {
  const present = useNow();
  const instant = new Date(at);
  const { short, clock, full } = timeWords(
    instant,
    present < instant ? new Date() : present,
    timezone,
  );
  return (
    <Tooltip label={full}>
      <time dateTime={at} className="rc-numbers">
        {short}
        {twoLines ? <span className="rc-meta rc-below">{clock}</span> : null}
      </time>
    </Tooltip>
  );
}
