import { Button, CloseButton, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

import { commonWords as words } from '../../words/common.js';
import { BottomSheet } from '../bottom-sheet.js';
import { useIsPhone } from '../use-is-phone.js';
import { clearFilters, type Filter, isNot, labelOf } from './filter.js';
import classes from './filter-bar.module.css';
import { FilterChoices, FilterMenu } from './filter-menu.js';
import type { UrlState } from './use-url-state.js';

interface FilterBarProps {
  readonly url: UrlState;
  /** Names the search field; without it there is none. */
  readonly search?: string;
  readonly filters?: readonly Filter[];
  /** Filters that the page shows elsewhere: here they have chips, and a place in the sheet of a phone. */
  readonly elsewhere?: readonly Filter[];
  /** What the sheet of a phone shows, where it is more than lists of options. */
  readonly sheet?: ReactNode;
  /** At the right. */
  readonly children?: ReactNode;
}

/**
 * Search, one menu for each field, and chips of what is set; on phones the menus are a sheet from
 * below. Applied at once, kept in the address.
 */
export function FilterBar(props: FilterBarProps) {
  const { url, search, filters = [], elsewhere = [], sheet, children } = props;
  const isPhone = useIsPhone();
  const all = [...filters, ...elsewhere];
  return (
    <div className={classes.filters}>
      <div className={classes.bar}>
        {search === undefined ? null : <Search url={url} label={search} />}
        {isPhone && all.length > 0 ? (
          <FilterSheet url={url} filters={all}>
            {sheet}
          </FilterSheet>
        ) : (
          filters.map((filter) => <FilterMenu key={filter.name} url={url} filter={filter} />)
        )}
        {children}
      </div>
      <Chips url={url} filters={all} />
    </div>
  );
}

/** The address follows a moment later: what is typed stays here meanwhile, or quick letters were lost. */
function Search({ url, label }: { readonly url: UrlState; readonly label: string }) {
  const known = url.get('q') ?? '';
  const [typed, setTyped] = useState<string>();
  const value = typed ?? known;
  return (
    <TextInput
      className={classes.search}
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        url.set({ q: event.currentTarget.value });
      }}
      onBlur={() => setTyped(undefined)}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      rightSection={
        value === '' ? null : (
          <CloseButton size="sm" aria-label={words.clear} onClick={() => url.set({ q: '' })} />
        )
      }
    />
  );
}

interface FilterSheetProps {
  readonly url: UrlState;
  readonly filters: readonly Filter[];
  readonly children: ReactNode;
}

function FilterSheet({ url, filters, children }: FilterSheetProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const count = filters.reduce((sum, { name }) => sum + url.all(name).length, 0);
  return (
    <>
      <Button
        variant="default"
        aria-label={words.filter(words.filters, count)}
        leftSection={<IconFilter size={16} stroke={1.6} aria-hidden />}
        rightSection={count > 0 ? <span className={classes.count}>{count}</span> : null}
        onClick={open}
      >
        {words.filters}
      </Button>
      <BottomSheet isOpen={isOpen} onClose={close} title={words.filters}>
        {children ??
          filters.map((filter) => <FilterChoices key={filter.name} url={url} filter={filter} />)}
      </BottomSheet>
    </>
  );
}

interface ChipsProps {
  readonly url: UrlState;
  readonly filters: readonly Filter[];
}

function Chips({ url, filters }: ChipsProps) {
  const chips = filters.flatMap((filter) =>
    url.all(filter.name).map((value) => ({ filter, value })),
  );
  if (chips.length === 0) return null;
  return (
    <div className={classes.chips}>
      {chips.map(({ filter, value }) => (
        <Chip key={`${filter.name}=${value}`} url={url} filter={filter} value={value} />
      ))}
      <Button size="compact-sm" variant="subtle" onClick={() => clearFilters(url, filters)}>
        {words.clear}
      </Button>
    </div>
  );
}

interface ChipProps {
  readonly url: UrlState;
  readonly filter: Filter;
  readonly value: string;
}

function Chip({ url, filter, value }: ChipProps) {
  const label = labelOf(filter, value);
  const text = `${filter.title}: ${isNot(value) ? words.not(label) : label}`;
  const remove = () =>
    url.set({ [filter.name]: url.all(filter.name).filter((other) => other !== value) });
  return (
    <button
      type="button"
      className={classes.chip}
      aria-label={words.removeFilter(text)}
      onClick={remove}
    >
      <span className="rc-cut">{text}</span>
      <IconX size={12} stroke={1.8} aria-hidden className={classes.cross} />
    </button>
  );
}
