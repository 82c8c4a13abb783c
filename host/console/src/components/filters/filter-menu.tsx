import { Button, Checkbox, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';

import { wholeNumber } from '../../format/numbers.js';
import { commonWords as words } from '../../words/common.js';
import { choose, type Filter } from './filter.js';
import classes from './filter-bar.module.css';
import type { UrlState } from './use-url-state.js';

interface FilterMenuProps {
  readonly url: UrlState;
  readonly filter: Filter;
}

/** One field's values as a menu that stays open while they are chosen. */
export function FilterMenu({ url, filter }: FilterMenuProps) {
  const chosen = url.all(filter.name);
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          aria-label={words.filter(filter.title, chosen.length)}
          rightSection={<IconChevronDown size={16} stroke={1.6} aria-hidden />}
        >
          {filter.title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.options}>
        {filter.options.map(({ value, label, count }) => (
          <Menu.Item
            key={value}
            role="menuitemcheckbox"
            aria-checked={chosen.includes(value)}
            leftSection={
              <IconCheck
                size={16}
                stroke={1.8}
                aria-hidden
                className={chosen.includes(value) ? '' : classes.unset}
              />
            }
            rightSection={
              count === undefined ? null : <span className="rc-meta">{wholeNumber(count)}</span>
            }
            onClick={() => choose(url, filter, value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** One field's values as boxes to tick, in the sheet of a phone. */
export function FilterChoices({ url, filter }: FilterMenuProps) {
  const chosen = url.all(filter.name);
  return (
    <fieldset className={classes.choices}>
      <legend className="rc-name">{filter.title}</legend>
      {filter.options.map(({ value, label, count }) => (
        <div key={value} className={classes.choice}>
          <Checkbox
            className={classes.tick}
            label={label}
            checked={chosen.includes(value)}
            onChange={() => choose(url, filter, value)}
          />
          {count === undefined ? null : (
            <span className="rc-meta rc-numbers">{wholeNumber(count)}</span>
          )}
        </div>
      ))}
    </fieldset>
  );
}
