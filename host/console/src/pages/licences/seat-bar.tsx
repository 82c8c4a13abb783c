import type { LicencePool } from '../../api/licences.js';
import { licenceWords as words } from '../../words/licences.js';
import { seatsOf } from './licence-view.js';
import classes from './seat-bar.module.css';

interface SeatBarProps {
  readonly pool: LicencePool;
  /** Also says in words what the bar shows. */
  readonly hasText?: boolean;
}

/** A pool's seats: in use, idle, and not assigned. */
export function SeatBar({ pool, hasText = false }: SeatBarProps) {
  const { use, idle, rest } = seatsOf(pool);
  const all = Math.max(1, use + idle + (rest ?? 0));
  const text = words.seats(use, idle, rest);
  const width = (seats: number) => ({ width: `${(100 * seats) / all}%` });
  return (
    <span className={classes.place}>
      <span className={classes.bar} role="img" aria-label={text}>
        {use > 0 ? <span className={classes.part} data-part="use" style={width(use)} /> : null}
        {idle > 0 ? <span className={classes.part} data-part="idle" style={width(idle)} /> : null}
      </span>
      {hasText ? (
        <span className="rc-meta" aria-hidden>
          {text}
        </span>
      ) : null}
    </span>
  );
}
