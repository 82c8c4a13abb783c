import { percent, wholeNumber } from '../format/numbers.js';
import { quotaWords as words } from '../words/quota.js';
import classes from './quota-gauge.module.css';

interface QuotaGaugeProps {
  readonly used: number | null;
  readonly limit: number | null;
  /** The number that usage may reach through us. */
  readonly ceiling: number | null;
}

/** How much of a quota is used, by everyone, and where our ceiling is. */
export function QuotaGauge({ used, limit, ceiling }: QuotaGaugeProps) {
  if (used === null || limit === null || limit <= 0) {
    return <span className="rc-meta">{words.unknown}</span>;
  }
  const share = Math.min(1, used / limit);
  const mark = ceiling === null ? 1 : Math.min(1, ceiling / limit);
  const isNear = share >= mark * 0.8;
  return (
    <div
      role="img"
      aria-label={words.sentence(used, limit, ceiling)}
      className={classes.gauge}
      data-near={isNear || undefined}
    >
      <div className={`${classes.labels} rc-numbers`}>
        <span>{percent(used / limit)}</span>
        <span className="rc-meta">{words.of(wholeNumber(limit))}</span>
      </div>
      <div className={classes.bar}>
        <div className={classes.fill} style={{ width: `${share * 100}%` }} />
        <div className={classes.reserved} style={{ left: `${mark * 100}%` }} />
        <div className={classes.mark} style={{ left: `${mark * 100}%` }} />
      </div>
    </div>
  );
}
