import { useNetwork } from '@mantine/hooks';
import { useState } from 'react';

import { clockTime } from '../format/times.js';
import { shellWords as words } from '../words/shell.js';
import classes from './console-strip.module.css';

/** A line above the page for what concerns the whole console: that there is no network. */
export function ConsoleStrip() {
  const { online } = useNetwork();
  const [lostAt, setLostAt] = useState<Date>();
  if (online && lostAt) setLostAt(undefined);
  if (!online && !lostAt) setLostAt(new Date());
  return (
    <div role="status">
      {lostAt ? <p className={classes.strip}>{words.offline(clockTime(lostAt))}</p> : null}
    </div>
  );
}
