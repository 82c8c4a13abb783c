import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import { useState } from 'react';

import { without } from '../../components/filters/filter.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import { type FilterField, valueLabel } from './sign-in-filters.js';
import classes from './value-cell.module.css';

interface ValueCellProps {
  readonly url: UrlState;
  readonly field: FilterField;
  /** As the address has it. */
  readonly value: string;
  /** What the cell shows, where it is not the value's own name. */
  readonly children?: React.ReactNode;
}

/**
 * A value in a table, with "Only this" and "Not this" under the pointer. By keyboard they are in the
 * drawer: here they would be hundreds of stops.
 */
export function ValueCell({ url, field, value, children }: ValueCellProps) {
  const [isUnder, setIsUnder] = useState(false);
  return (
    <span
      className={classes.cell}
      onPointerEnter={({ pointerType }) => setIsUnder(pointerType === 'mouse')}
      onPointerLeave={() => setIsUnder(false)}
    >
      <span className={`${classes.value} rc-cut`}>{children ?? valueLabel(field, value)}</span>
      {isUnder ? (
        <span className={classes.actions}>
          <button
            type="button"
            tabIndex={-1}
            className={classes.action}
            title={words.onlyThis}
            aria-label={words.onlyThis}
            onClick={() => url.set({ [field]: value })}
          >
            <IconFilter size={16} stroke={1.6} aria-hidden />
          </button>
          <button
            type="button"
            tabIndex={-1}
            className={classes.action}
            title={words.notThis}
            aria-label={words.notThis}
            onClick={() => url.set({ [field]: without(url.all(field), value) })}
          >
            <IconFilterOff size={16} stroke={1.6} aria-hidden />
          </button>
        </span>
      ) : null}
    </span>
  );
}
