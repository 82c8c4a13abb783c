import { Skeleton } from '@mantine/core';

import { commonWords as words } from '../words/common.js';
import classes from './table-skeleton.module.css';

/** A table that is being fetched. */
export function TableSkeleton({ rows = 6, height = 62 }: { rows?: number; height?: number }) {
  const lines = Array.from({ length: rows }, (_, index) => `row-${index}`);
  return (
    <div className={`${classes.table} rc-card`} role="status" aria-label={words.loading}>
      {lines.map((line) => (
        <div key={line} className={classes.row} style={{ height }}>
          <Skeleton height={12} width="28%" />
          <Skeleton height={12} width="20%" />
          <Skeleton height={12} width="12%" />
        </div>
      ))}
    </div>
  );
}
