import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

import { CopyButton } from './copy-button.js';
import classes from './log-lines.module.css';

/** A line of a log. */
export interface LogLineProps {
  readonly id: string;
  readonly at: string;
  readonly level: string;
  readonly source: string;
  readonly message: string;
}

const lineHeight = 28;

/** A log in which only the lines in sight are drawn. */
export function LogLines({ lines }: { readonly lines: readonly LogLineProps[] }) {
  const place = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    getItemKey: (index) => lines[index]?.id ?? index,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by keyboard
    <div ref={place} className={`${classes.place} rc-card`} tabIndex={0} role="log">
      <ol style={{ height: virtual.getTotalSize() }} className={classes.lines}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              data-level={line.level}
              className={classes.line}
              style={{ transform: `translateY(${start}px)` }}
            >
              <time dateTime={line.at}>{line.at.slice(11, 23)}</time>
              <span className={classes.level}>{line.level}</span>
              <span className={classes.message}>{line.message}</span>
              <span className={classes.copy}>
                <CopyButton value={`${line.at} ${line.level} ${line.message}`} what="line" />
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
