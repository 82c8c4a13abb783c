import { Button, CloseButton, Menu, TextInput } from '@mantine/core';
import { IconCheck, IconChevronDown, IconSearch, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { wholeNumber } from '../../format/numbers.js';
import { commonWords as words } from '../../words/common.js';
import classes from './filter-bar.module.css';
import type { UrlState } from './use-url-state.js';

/** One field that a list can be narrowed by. */
export interface Filter {
  /** Its parameter in the address. */
  readonly name: string;
  readonly title: string;
  readonly options: readonly FilterOption[];
}

/** One value of a filter. */
export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

interface FilterBarProps {
  readonly url: UrlState;
  /** Names the search field; without it there is none. */
  readonly search?: string;
  readonly filters?: readonly Filter[];
  /** At the right. */
  readonly children?: ReactNode;
}

/** Search, one menu for each field, and chips of what is set. Applied at once, kept in the address. */
export function FilterBar({ url, search, filters = [], children }: FilterBarProps) {
  const chips = filters.flatMap((filter) =>
    url.all(filter.name).map((value) => ({ filter, value })),
  );
  return (
    <div className={classes.filters}>
      <div className={classes.bar}>
        {search === undefined ? null : <Search url={url} label={search} />}
        {filters.map((filter) => (
          <FilterMenu key={filter.name} url={url} filter={filter} />
        ))}
        {children}
      </div>
      {chips.length > 0 ? (
        <div className={classes.chips}>
          {chips.map(({ filter, value }) => (
            <Chip key={`${filter.name}=${value}`} url={url} filter={filter} value={value} />
          ))}
          <Button size="compact-sm" variant="subtle" onClick={() => clearFilters(url, filters)}>
            {words.clear}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Removes all that narrows a list. */
export function clearFilters(url: UrlState, filters: readonly Filter[]): void {
  url.set(Object.fromEntries(['q', ...filters.map(({ name }) => name)].map((name) => [name, []])));
}

function Search({ url, label }: { readonly url: UrlState; readonly label: string }) {
  const value = url.get('q') ?? '';
  return (
    <TextInput
      className={classes.search}
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => url.set({ q: event.currentTarget.value })}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      rightSection={
        value === '' ? null : (
          <CloseButton size="sm" aria-label={words.clear} onClick={() => url.set({ q: '' })} />
        )
      }
    />
  );
}

interface OneFilterProps {
  readonly url: UrlState;
  readonly filter: Filter;
}

function FilterMenu({ url, filter }: OneFilterProps) {
  const chosen = url.all(filter.name);
  const toggle = (value: string) =>
    url.set({
      [filter.name]: chosen.includes(value)
        ? chosen.filter((other) => other !== value)
        : [...chosen, value],
    });
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
            onClick={() => toggle(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Chip({ url, filter, value }: OneFilterProps & { readonly value: string }) {
  const label = filter.options.find((option) => option.value === value)?.label ?? value;
  const text = `${filter.title}: ${label}`;
  const remove = () =>
    url.set({ [filter.name]: url.all(filter.name).filter((other) => other !== value) });
  return (
    <button
      type="button"
      className={classes.chip}
      aria-label={words.removeFilter(text)}
      onClick={remove}
    >
      {text}
      <IconX size={12} stroke={1.8} aria-hidden />
    </button>
  );
}
