import classes from './progress-bar.module.css';

interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  /** What it leads to; null when that is not known. */
  readonly of: number | null;
}

/** How far something is. Without a known end it says so by moving, not by a length. */
export function ProgressBar({ label, value, of }: ProgressBarProps) {
  const share = of === null || of <= 0 ? undefined : Math.min(1, value / of);
  const percent = share === undefined ? undefined : Math.round(share * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={classes.bar}
      data-unknown={share === undefined || undefined}
    >
      <div className={classes.fill} style={{ width: `${percent ?? 30}%` }} />
    </div>
  );
}
