import { ActionIcon, Checkbox, Skeleton, TextInput, Tooltip } from '@mantine/core';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

import {
  choose,
  type Filter,
  type FilterOption,
  isNot,
  without,
} from '../../components/filters/filter.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { wholeNumber } from '../../format/numbers.js';
import { commonWords } from '../../words/common.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import classes from './facet-panel.module.css';

const mostShown = 8;

interface FacetPanelProps {
  readonly url: UrlState;
  readonly filters: readonly Filter[];
  readonly isLoaded: boolean;
}

/** Each field's values with how many sign-ins have them: those with most, the others by searching. */
export function FacetPanel({ url, filters, isLoaded }: FacetPanelProps) {
  return (
    <div className={classes.panel}>
      {filters.map((filter) =>
        isLoaded || filter.isSingle ? (
          <Facet key={filter.name} url={url} filter={filter} />
        ) : (
          <div key={filter.name} className={classes.facet}>
            <h3>{filter.title}</h3>
            <Skeleton height={72} mt={8} />
          </div>
        ),
      )}
    </div>
  );
}

interface FacetProps {
  readonly url: UrlState;
  readonly filter: Filter;
}

function Facet({ url, filter }: FacetProps) {
  const [text, setText] = useState('');
  const { title, options } = filter;
  const wanted = text.trim().toLowerCase();
  const found = options.filter(({ label }) => label.toLowerCase().includes(wanted));
  const shown = found.slice(0, mostShown);
  const hidden = found.length - shown.length;
  return (
    <fieldset className={classes.facet}>
      <legend>{title}</legend>
      {options.length > mostShown ? (
        <TextInput
          className={classes.search}
          type="search"
          size="xs"
          aria-label={words.searchValues(title)}
          placeholder={words.searchValues(title)}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : null}
      {shown.map((option) => (
        <FacetOption key={option.value} url={url} filter={filter} option={option} />
      ))}
      {found.length === 0 ? (
        <p className="rc-meta">{options.length === 0 ? words.noValues : words.noSuchValue}</p>
      ) : null}
      {hidden > 0 ? <p className="rc-meta">{words.moreValues(hidden)}</p> : null}
    </fieldset>
  );
}

function FacetOption({ url, filter, option }: FacetProps & { readonly option: FilterOption }) {
  const { value, label, count } = option;
  const chosen = url.all(filter.name);
  const isUnwanted = chosen.some((each) => isNot(each) && each.endsWith(value));
  const notLabel = words.notValue(filter.title, label);
  return (
    <div className={classes.option} data-unwanted={isUnwanted || undefined}>
      <Checkbox
        size="xs"
        className={classes.tick}
        classNames={{
          body: classes.body,
          label: classes.label,
          labelWrapper: classes.labelWrapper,
        }}
        label={isUnwanted ? commonWords.not(label) : label}
        checked={chosen.includes(value)}
        onChange={() => choose(url, filter, value)}
      />
      {filter.isSingle ? null : (
        <Tooltip label={words.notThis}>
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            className={classes.not}
            aria-label={notLabel}
            onClick={() => url.set({ [filter.name]: without(chosen, value) })}
          >
            <IconFilterOff size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
      {count === undefined ? null : <span className={classes.count}>{wholeNumber(count)}</span>}
    </div>
  );
}
