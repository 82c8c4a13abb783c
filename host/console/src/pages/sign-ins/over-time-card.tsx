import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';

import type { SignInHistogram } from '../../api/sign-ins.js';
import { type Bar, filledBars, heightOf } from '../../components/charts/bars.js';
import { ChartCard, type Series } from '../../components/charts/chart-card.js';
import { TimeHistogram } from '../../components/charts/time-histogram.js';
import { ErrorNote } from '../../components/error-note.js';
import { customRange, namedRange, type TimeRange } from '../../components/filters/time-range.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { exactNumber } from '../../format/numbers.js';
import { clockTime, dayAndMonth } from '../../format/times.js';
import { rangeWords } from '../../words/range.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import classes from './over-time-card.module.css';

const series: readonly Series[] = [
  { name: words.succeeded, tone: 'run' },
  { name: words.failedSeries, tone: 'bad' },
];
const dayMs = 86_400_000;

interface OverTimeCardProps {
  readonly url: UrlState;
  readonly range: TimeRange;
  readonly query: UseQueryResult<SignInHistogram>;
}

/** When people sign in: succeeded under failed. Dragging over it narrows the time range. */
export function OverTimeCard({ url, range, query }: OverTimeCardProps) {
  const { data, error, isPlaceholderData } = query;
  if (!data) {
    return (
      <section className={`${classes.waiting} rc-card`} aria-label={words.chart}>
        {error ? (
          <ErrorNote error={error} title={words.countFailed} onRetry={() => void query.refetch()} />
        ) : (
          <>
            <h2>{words.chart}</h2>
            <Skeleton height={148} />
          </>
        )}
      </section>
    );
  }
  const bars = barsOf(data);
  const bucketMs = data.bucketSeconds * 1000;
  const isDays = bucketMs * bars.length > 2 * dayMs;
  return (
    <div className={classes.place} data-stale={isPlaceholderData || undefined}>
      <ChartCard
        title={words.chart}
        summary={summaryOf(bars, bucketMs)}
        series={series}
        actions={range.name === undefined ? <WholeRange url={url} /> : null}
        table={<OverTimeTable bars={bars} bucketMs={bucketMs} />}
      >
        <TimeHistogram
          label={words.chart}
          bars={bars}
          bucketMs={bucketMs}
          series={series}
          tickLabel={(at) => (isDays ? dayAndMonth(new Date(at)) : clockTime(new Date(at)))}
          spanLabel={spanLabel}
          onNarrow={(from, to) => url.set(customRange(new Date(from), new Date(to)))}
        />
      </ChartCard>
    </div>
  );
}

function WholeRange({ url }: { readonly url: UrlState }) {
  return (
    <Button size="compact-sm" variant="subtle" onClick={() => url.set(namedRange('30d'))}>
      {words.back(rangeWords.names['30d'])}
    </Button>
  );
}

function barsOf({ from, to, bucketSeconds, buckets }: SignInHistogram): readonly Bar[] {
  const bars = buckets.map(({ at, succeeded, failed }) => ({
    at: Date.parse(at),
    values: [succeeded, failed],
  }));
  const period = { from: Date.parse(from), to: Date.parse(to), bucketMs: bucketSeconds * 1000 };
  return filledBars(bars, period, series.length);
}

function summaryOf(bars: readonly Bar[], bucketMs: number): string {
  const total = bars.reduce((sum, bar) => sum + heightOf(bar), 0);
  if (total === 0) return words.noneInRange;
  const failures = bars.reduce((sum, { values }) => sum + (values[1] ?? 0), 0);
  const peak = bars.reduce((most, bar) => (heightOf(bar) > heightOf(most) ? bar : most));
  return words.chartSummary(total, failures, spanLabel(peak.at, peak.at + bucketMs));
}

function spanLabel(from: number, to: number): string {
  const [begin, end] = [new Date(from), new Date(to)];
  const [day, lastDay] = [dayAndMonth(begin), dayAndMonth(end)];
  const isSameDay = day === lastDay;
  return rangeWords.between(
    `${day}, ${clockTime(begin)}`,
    isSameDay ? clockTime(end) : `${lastDay}, ${clockTime(end)}`,
  );
}

function OverTimeTable({ bars, bucketMs }: { bars: readonly Bar[]; bucketMs: number }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.columns.time}</th>
          {series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars
          .filter((bar) => heightOf(bar) > 0)
          .toReversed()
          .map(({ at, values }) => (
            <tr key={at}>
              <th scope="row">{spanLabel(at, at + bucketMs)}</th>
              {series.map(({ name }, index) => (
                <td key={name}>{exactNumber(values[index] ?? 0)}</td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
