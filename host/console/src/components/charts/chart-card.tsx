import { Button, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { chartWords as words } from '../../words/charts.js';
import classes from './chart-card.module.css';

/** One series of a chart. */
export interface Series {
  readonly name: string;
  /** Its colour: a state's, or `idle` for context. */
  readonly tone: 'run' | 'bad' | 'idle';
}

interface ChartCardProps {
  /** Says what the chart shows. */
  readonly title: string;
  /** The same in a sentence, for screen readers. */
  readonly summary: string;
  /** Named above the chart; none for a chart of one series. */
  readonly series?: readonly Series[];
  readonly table: ReactNode;
  /** More buttons, before the switch. */
  readonly actions?: ReactNode;
  /** The chart. */
  readonly children: ReactNode;
}

/** The frame of a chart: title, legend, the switch to a table, and a summary in words. */
export function ChartCard(props: ChartCardProps) {
  const { title, summary, series = [], table, actions, children } = props;
  const [isTable, setIsTable] = useState(false);
  return (
    <section className={`${classes.card} rc-card`} aria-label={title}>
      <header className={classes.head}>
        <h2>{title}</h2>
        <ul className={classes.legend}>
          {series.map(({ name, tone }) => (
            <li key={name} className={classes.series}>
              <span className={classes.swatch} data-tone={tone} aria-hidden />
              {name}
            </li>
          ))}
        </ul>
        <div className={classes.actions}>
          {actions}
          <Button size="compact-sm" variant="default" onClick={() => setIsTable(!isTable)}>
            {isTable ? words.asChart : words.asTable}
          </Button>
        </div>
      </header>
      <VisuallyHidden>{summary}</VisuallyHidden>
      {isTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className={classes.table} aria-label={words.tableOf(title)} tabIndex={0}>
          {table}
        </section>
      ) : (
        children
      )}
    </section>
  );
}
