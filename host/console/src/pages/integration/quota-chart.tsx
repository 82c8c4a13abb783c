import { useElementSize } from '@mantine/hooks';

import { percent, wholeNumber } from '../../format/numbers.js';
import { clockTime, date } from '../../format/times.js';
import { detailWords } from '../../words/details.js';
import classes from './quota-chart.module.css';
import type { UsagePoint } from './usage-points.js';

const words = detailWords.quota;
const size = { height: 200, left: 48, right: 8, top: 20, bottom: 28 } as const;
/** Until the place is measured. */
const firstWidth = 720;
const ticks = [0, 0.25, 0.5, 0.75, 1];

interface QuotaChartProps {
  readonly points: readonly UsagePoint[];
  readonly from: number;
  readonly to: number;
}

/** Usage over time as steps, since it is known only when a collection ended; the ceiling is a dashed line. */
export function QuotaChart({ points, from, to }: QuotaChartProps) {
  const { ref, width: measured } = useElementSize();
  const last = points.at(-1);
  if (!last) return null;
  const { limit } = last;
  const width = measured || firstWidth;
  const plotWidth = width - size.left - size.right;
  const x = (at: number) => size.left + ((at - from) / (to - from)) * plotWidth;
  const y = (share: number) => size.top + (1 - Math.min(1, share)) * plotHeight;
  const ceiling = last.ceiling === null ? undefined : last.ceiling / limit;
  const peak = Math.max(...points.map(({ used, limit: of }) => used / of));
  const label = words.chart(dateTime(from), dateTime(to), percent(peak));
  return (
    <div ref={ref}>
      <svg
        viewBox={`0 0 ${width} ${size.height}`}
        height={size.height}
        className={classes.chart}
        role="img"
        aria-label={label}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={size.left}
              x2={width - size.right}
              y1={y(tick)}
              y2={y(tick)}
              className={classes.grid}
            />
            <text x={size.left - 8} y={y(tick) + 4} textAnchor="end" className={classes.label}>
              {percent(tick)}
            </text>
          </g>
        ))}
        <path d={areaOf(points, { x, y, to })} className={classes.area} />
        <path d={lineOf(points, { x, y, to })} className={classes.line} />
        {points.map((point) => (
          <circle
            key={point.at}
            cx={x(point.at)}
            cy={y(point.used / point.limit)}
            r={3}
            className={classes.point}
          >
            <title>{`${dateTime(point.at)}: ${wholeNumber(point.used)}`}</title>
          </circle>
        ))}
        {ceiling === undefined ? null : (
          <g>
            <line
              x1={size.left}
              x2={width - size.right}
              y1={y(ceiling)}
              y2={y(ceiling)}
              className={classes.ceiling}
            />
            <text x={size.left + 4} y={y(ceiling) - 6} className={classes.ceilingLabel}>
              {words.ceilingLine(percent(ceiling))}
            </text>
          </g>
        )}
        <text x={size.left} y={size.height - 6} className={classes.label}>
          {dateTime(from)}
        </text>
        <text x={width - size.right} y={size.height - 6} textAnchor="end" className={classes.label}>
          {dateTime(to)}
        </text>
      </svg>
    </div>
  );
}

const plotHeight = size.height - size.top - size.bottom;

interface Scale {
  readonly x: (at: number) => number;
  readonly y: (share: number) => number;
  readonly to: number;
}

/** Usage holds until the next reading. */
function lineOf(points: readonly UsagePoint[], { x, y, to }: Scale): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const start = `M ${x(first.at)} ${y(first.used / first.limit)}`;
  const steps = rest.map(({ at, used, limit }) => `H ${x(at)} V ${y(used / limit)}`);
  return [start, ...steps, `H ${x(to)}`].join(' ');
}

function areaOf(points: readonly UsagePoint[], scale: Scale): string {
  const [first] = points;
  if (!first) return '';
  const base = scale.y(0);
  return `${lineOf(points, scale)} V ${base} H ${scale.x(first.at)} Z`;
}

function dateTime(at: number): string {
  return `${date(new Date(at))}, ${clockTime(new Date(at))}`;
}
