import { NumberInput, Slider } from '@mantine/core';
import type { KeyboardEvent } from 'react';

import type { LicenceStep } from '../../api/licences.js';
import { licenceWords as words } from '../../words/licences.js';
import classes from './days-slider.module.css';
import { boundedDays, daysRange } from './licence-view.js';

const marks = [30, 60, 90, 180].map((value) => ({ value, label: String(value) }));
const pageDays = 30;

interface DaysSliderProps {
  readonly days: number;
  readonly onDays: (days: number) => void;
  readonly step: LicenceStep | undefined;
}

/** Sets after how many days without use an account counts: by dragging, by keys (a page is 30 days), or as a number. */
export function DaysSlider({ days, onDays, step }: DaysSliderProps) {
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const by = { PageUp: pageDays, PageDown: -pageDays }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onDays(boundedDays(days + by));
  };
  return (
    <section className={`${classes.card} rc-card`} aria-label={words.days}>
      <span className="rc-name">{words.unusedFor}</span>
      <div className={classes.slider} onKeyDownCapture={onKeyDownCapture}>
        <Slider
          min={daysRange.least}
          max={daysRange.most}
          step={1}
          value={days}
          label={null}
          thumbLabel={words.days}
          marks={marks}
          onChange={onDays}
        />
      </div>
      <div className={classes.number}>
        <NumberInput
          aria-label={words.days}
          w={72}
          min={daysRange.least}
          max={daysRange.most}
          clampBehavior="blur"
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={days}
          onChange={(value) => {
            const typed = Number(value);
            if (typed >= daysRange.least && typed <= daysRange.most) onDays(typed);
          }}
        />
        <span>{words.dayCount}</span>
      </div>
      <p className={`${classes.counts} rc-numbers`} role="status">
        {step ? `${words.people(step.humans)} · ${words.machines(step.services)}` : ''}
      </p>
    </section>
  );
}
