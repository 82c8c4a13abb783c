import { Skeleton, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

import type { LicenceStep } from '../../api/licences.js';
import { money } from '../../format/numbers.js';
import { date } from '../../format/times.js';
import { commonWords } from '../../words/common.js';
import { licenceWords as words } from '../../words/licences.js';
import classes from './figure-cards.module.css';
import { isUnpriced } from './licence-view.js';

interface FigureCardsProps {
  /** Of the days that are chosen; undefined until it came. */
  readonly step: LicenceStep | undefined;
  readonly currency: string;
}

/** The three figures, always together and named. */
export function FigureCards({ step, currency }: FigureCardsProps) {
  const renewal = step?.realisableAtRenewal;
  const isMissing = step !== undefined && isUnpriced(step);
  return (
    <section className={classes.cards} aria-label={words.figures}>
      <Figure
        name={words.idleSpend}
        amount={step?.idleSpend}
        unit={words.aMonth}
        note={step ? words.idleNote(step.humans, step.services) : ''}
        more={step && !isMissing && step.unpriced > 0 ? words.unpriced(step.unpriced) : undefined}
        isMissing={isMissing}
        currency={currency}
      />
      <Figure
        name={words.reclaimable}
        amount={step?.reclaimableNow}
        unit={words.aMonth}
        note={words.reclaimableNote}
        isMissing={isMissing}
        currency={currency}
      />
      <Figure
        name={renewal?.on ? words.renewalOn(date(new Date(renewal.on))) : words.renewal}
        amount={renewal?.yearly}
        unit={words.aYear}
        note={renewal?.on === null ? words.renewalUnknown : words.renewalNote}
        isMissing={isMissing}
        currency={currency}
      />
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly amount: number | undefined;
  readonly unit: string;
  readonly note: string;
  readonly more?: string | undefined;
  /** Whether there is no price: then the amount says nothing. */
  readonly isMissing: boolean;
  readonly currency: string;
}

function Figure({ name, amount, unit, note, more, isMissing, currency }: FigureProps): ReactNode {
  return (
    <div className={`${classes.card} rc-card`}>
      <h2 className={classes.name}>{name}</h2>
      {amount === undefined ? (
        <Skeleton height={34} width={120} />
      ) : isMissing ? (
        <p className="rc-figure">{commonWords.unknown}</p>
      ) : (
        <p className={classes.amount}>
          <Yearly amount={amount} currency={currency} isMonthly={unit === words.aMonth} />
          <span className="rc-meta">{unit}</span>
        </p>
      )}
      <p className="rc-meta">{isMissing ? words.priceMissing : note}</p>
      {more ? <p className="rc-meta">{more}</p> : null}
    </div>
  );
}

interface YearlyProps {
  readonly amount: number;
  readonly currency: string;
  readonly isMonthly: boolean;
}

/** The amount; what a month makes in a year is told on hover. */
function Yearly({ amount, currency, isMonthly }: YearlyProps) {
  const figure = <span className="rc-figure">{money(amount, currency)}</span>;
  if (!isMonthly) return figure;
  return <Tooltip label={words.perYear(money(amount * 12, currency))}>{figure}</Tooltip>;
}
