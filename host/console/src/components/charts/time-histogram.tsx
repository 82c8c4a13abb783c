import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { wholeNumber } from '../../format/numbers.js';
import { chartWords as words } from '../../words/charts.js';
import { axisTicks, type Bar, type BarSpan, heightOf, labelledBars } from './bars.js';
import type { Series } from './chart-card.js';
import classes from './time-histogram.module.css';
import { useBarSpan } from './use-bar-span.js';

const size = { plot: 120, top: 8, bottom: 20, left: 48, right: 4 } as const;
const height = size.top + size.plot + size.bottom;
/** Until the place is measured. */
const firstWidth = 720;
const labelWidth = 96;

interface TimeHistogramProps {
  /** Names the control. */
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly bucketMs: number;
  /** The lowest first. */
  readonly series: readonly Series[];
  /** What a time is called below the bars. */
  readonly tickLabel: (at: number) => string;
  /** What a span of time is called in sentences. */
  readonly spanLabel: (from: number, to: number) => string;
  /** Asked for by dragging over bars, or with the keys and Enter. */
  readonly onNarrow: (from: number, to: number) => void;
}

/** Counts over time as stacked bars of 120 px, of which a part can be chosen. */
export function TimeHistogram(props: TimeHistogramProps) {
  const { label, bars, bucketMs, series, spanLabel, onNarrow } = props;
  const { ref, width: measured } = useElementSize();
  const width = measured || firstWidth;
  const step = (width - size.left - size.right) / Math.max(1, bars.length);
  const { span, cursor, handlers } = useBarSpan({
    count: bars.length,
    indexAt: (x) => Math.floor((x - size.left) / step),
    onChoose: ({ first, last }) => onNarrow(beginOf(bars, first), beginOf(bars, last) + bucketMs),
  });
  const read = readingOf(bars, span ?? { first: cursor, last: cursor }, props);
  return (
    <div ref={ref}>
      <div
        className={classes.chart}
        role="slider"
        tabIndex={0}
        aria-label={`${label}. ${words.keys}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, bars.length - 1)}
        aria-valuenow={cursor}
        aria-valuetext={read}
        {...handlers}
      >
        <svg width={width} height={height} aria-hidden className={classes.svg}>
          <Axes {...props} width={width} step={step} />
          {span ? <Selected span={span} step={step} /> : null}
          <Bars bars={bars} series={series} step={step} />
        </svg>
      </div>
      <p className={`${classes.reading} rc-meta`} aria-hidden>
        {span ? read : words.narrowing}
      </p>
    </div>
  );

  function readingOf(of: readonly Bar[], { first, last }: BarSpan, given: TimeHistogramProps) {
    const chosen = of.slice(first, last + 1);
    const values = given.series.map(({ name }, index) =>
      words.value(
        name,
        chosen.reduce((sum, { values: each }) => sum + (each[index] ?? 0), 0),
      ),
    );
    const text = spanLabel(beginOf(of, first), beginOf(of, last) + bucketMs);
    return words.bar(text, values.join(', '));
  }
}

function beginOf(bars: readonly Bar[], index: number): number {
  return bars[index]?.at ?? 0;
}

interface AxesProps extends TimeHistogramProps {
  readonly width: number;
  readonly step: number;
}

function Axes({ bars, tickLabel, width, step }: AxesProps): ReactNode {
  const ticks = axisTicks(highestOf(bars));
  const most = Math.max(2, Math.floor((width - size.left) / labelWidth));
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={size.left}
            x2={width - size.right}
            y1={y(tick, ticks)}
            y2={y(tick, ticks)}
            className={classes.grid}
          />
          <text x={size.left - 8} y={y(tick, ticks) + 4} textAnchor="end" className={classes.label}>
            {shortNumber(tick)}
          </text>
        </g>
      ))}
      {labelledBars(bars.length, most).map((index) => (
        <text
          key={index}
          x={size.left + index * step}
          y={height - 4}
          className={classes.label}
          textAnchor="start"
        >
          {tickLabel(beginOf(bars, index))}
        </text>
      ))}
    </>
  );
}

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly series: readonly Series[];
  readonly step: number;
}

function Bars({ bars, series, step }: BarsProps) {
  const ticks = axisTicks(highestOf(bars));
  const gap = step > 5 ? 2 : step > 3 ? 1 : 0;
  return bars.map((bar, index) => {
    let below = 0;
    return series.map(({ name, tone }, position) => {
      const value = bar.values[position] ?? 0;
      const top = y(below + value, ticks);
      const rect = {
        x: size.left + index * step + gap / 2,
        y: top,
        width: Math.max(1, step - gap),
        // a single failure among thousands is still seen
        height: value === 0 ? 0 : Math.max(1, y(below, ticks) - top),
      };
      below += value;
      return <rect key={`${bar.at} ${name}`} {...rect} className={classes.bar} data-tone={tone} />;
    });
  });
}

function Selected({ span, step }: { readonly span: BarSpan; readonly step: number }) {
  return (
    <rect
      x={size.left + span.first * step}
      y={size.top}
      width={(span.last - span.first + 1) * step}
      height={size.plot}
      className={classes.selected}
    />
  );
}

function highestOf(bars: readonly Bar[]): number {
  return bars.reduce((most, bar) => Math.max(most, heightOf(bar)), 0);
}

function y(value: number, ticks: readonly number[]): number {
  return size.top + (1 - value / (ticks.at(-1) ?? 1)) * size.plot;
}

const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });

function shortNumber(value: number): string {
  return value < 10_000 ? wholeNumber(value) : compact.format(value);
}
