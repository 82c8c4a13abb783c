import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { accessWords as words } from '../../words/access.js';
import classes from './compare-page.module.css';
import { type ComparedDays, isDay } from './compared-days.js';

interface DaysFormProps {
  readonly days: ComparedDays;
  readonly onCompare: (days: ComparedDays) => void;
}

/** Chooses the two days. */
export function DaysForm({ days, onCompare }: DaysFormProps) {
  const [given, setGiven] = useState(days);
  const [isTried, setIsTried] = useState(false);
  const faults = faultsOf(given);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (!faults.from && !faults.to) onCompare(given);
  };
  return (
    <div>
      <form className={classes.days} onSubmit={submit} noValidate>
        <TextInput
          className={classes.day}
          type="date"
          label={words.from}
          value={given.from}
          error={isTried ? faults.from : undefined}
          onChange={(event) => setGiven({ ...given, from: event.currentTarget.value })}
        />
        <TextInput
          className={classes.day}
          type="date"
          label={words.to}
          value={given.to}
          error={isTried ? faults.to : undefined}
          onChange={(event) => setGiven({ ...given, to: event.currentTarget.value })}
        />
        <Button type="submit">{words.apply}</Button>
      </form>
      <p className={`${classes.help} rc-meta`}>{words.compareHelp}</p>
    </div>
  );
}

function faultsOf({ from, to }: ComparedDays): { from?: string; to?: string } {
  if (!isDay(from)) return { from: words.fromMissing };
  if (!isDay(to)) return { to: words.toMissing };
  return to < from ? { to: words.order } : {};
}
