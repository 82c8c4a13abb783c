import { Button, Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarTime, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';

import { rangeWords as words } from '../../words/range.js';
import classes from './range-picker.module.css';
import {
  customRange,
  instantOf,
  localInput,
  namedRange,
  rangeNames,
  rangeTitle,
  type TimeRange,
} from './time-range.js';
import type { UrlState, UrlValues } from './use-url-state.js';

interface RangePickerProps {
  readonly url: UrlState;
  readonly range: TimeRange;
}

/** Chooses a span of time: the last day, week or month, or between two instants. Kept in the address. */
export function RangePicker({ url, range }: RangePickerProps) {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const title = rangeTitle(range);
  const choose = (values: UrlValues) => {
    url.set(values);
    close();
  };
  return (
    <Popover opened={isOpen} onChange={close} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          aria-label={words.label(title)}
          leftSection={<IconCalendarTime size={16} stroke={1.6} aria-hidden />}
          rightSection={<IconChevronDown size={16} stroke={1.6} aria-hidden />}
          onClick={toggle}
        >
          {range.name === undefined ? words.custom : title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <ul>
          {rangeNames.map((name) => (
            <li key={name}>
              <button
                type="button"
                className={classes.choice}
                aria-pressed={range.name === name}
                onClick={() => choose(namedRange(name))}
              >
                {words.names[name]}
                {range.name === name ? <IconCheck size={16} stroke={1.8} aria-hidden /> : null}
              </button>
            </li>
          ))}
        </ul>
        <CustomRange key={title} range={range} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface CustomRangeProps {
  readonly range: TimeRange;
  readonly onChoose: (values: UrlValues) => void;
}

function CustomRange({ range, onChoose }: CustomRangeProps) {
  const [from, setFrom] = useState(localInput(range.from));
  const [to, setTo] = useState(localInput(range.to));
  const [isTried, setIsTried] = useState(false);
  const ends = { from: instantOf(from), to: instantOf(to) };
  const isReversed = ends.from !== undefined && ends.to !== undefined && ends.to <= ends.from;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (ends.from && !isReversed) onChoose(customRange(ends.from, ends.to));
  };
  return (
    <form className={classes.custom} onSubmit={submit} noValidate>
      <p className="rc-name">{words.custom}</p>
      <TextInput
        type="datetime-local"
        label={words.from}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        error={isTried && !ends.from ? words.missing : undefined}
      />
      <TextInput
        type="datetime-local"
        label={words.to}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={isTried && isReversed ? words.order : undefined}
      />
      <Button type="submit" variant="default">
        {words.apply}
      </Button>
    </form>
  );
}
