import { Button } from '@mantine/core';
import { useMediaQuery, useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'react-router';

import { ErrorNote } from '../../components/error-note.js';
import { FilterBar } from '../../components/filters/filter-bar.js';
import { RangePicker } from '../../components/filters/range-picker.js';
import { rangeWithin } from '../../components/filters/time-range.js';
import { PageHead } from '../../components/page-head.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import { CountryCard } from './country-card.js';
import { FacetPanel } from './facet-panel.js';
import { OverTimeCard } from './over-time-card.js';
import { SignInDrawer } from './sign-in-drawer.js';
import { SignInList } from './sign-in-list.js';
import classes from './sign-ins-page.module.css';
import { useExplorer } from './use-explorer.js';

/** Every sign-in that is stored: over time, by value, one by one. */
export function SignInsPage() {
  const explorer = useExplorer();
  const { url, range, query, facets, histogram, facetFilters, otherFilters } = explorer;
  const isNarrow = useMediaQuery('(max-width: 1099.98px)', undefined, {
    getInitialValueInEffect: false,
  });
  const menus = otherFilters.filter(({ options }) => options.length > 0);
  const cells = otherFilters.filter(({ options }) => options.length === 0);
  const { data, isPlaceholderData } = facets;
  return (
    <div data-wide>
      <PageHead
        title={words.title}
        summary={
          <Summary
            text={data && words.summary(data.total, rangeWithin(range), data.failures)}
            isStale={isPlaceholderData}
          />
        }
        actions={
          <>
            <RangePicker url={url} range={range} />
            <Button component={Link} to="/sign-ins/reviews" variant="default">
              {words.reviews}
            </Button>
          </>
        }
      />
      <div className={classes.charts}>
        <OverTimeCard url={url} range={range} query={histogram} />
        <CountryCard url={url} facets={data} isStale={isPlaceholderData} />
      </div>
      <FilterBar
        url={url}
        search={words.search}
        filters={isNarrow ? [...menus, ...facetFilters] : menus}
        elsewhere={isNarrow ? cells : [...facetFilters, ...cells]}
        sheet={
          <FacetPanel
            url={url}
            filters={[...menus, ...facetFilters]}
            isLoaded={data !== undefined}
          />
        }
      />
      {facets.error && !data ? (
        <ErrorNote
          error={facets.error}
          title={words.countFailed}
          onRetry={() => void facets.refetch()}
        />
      ) : null}
      <div className={classes.body}>
        {isNarrow ? null : (
          <aside
            className={classes.facets}
            aria-label={words.facets}
            data-stale={isPlaceholderData || undefined}
          >
            <FacetPanel url={url} filters={facetFilters} isLoaded={data !== undefined} />
          </aside>
        )}
        <SignInList url={url} query={query} total={isPlaceholderData ? undefined : data?.total} />
      </div>
      <SignInDrawer url={url} query={query} />
    </div>
  );
}

interface SummaryProps {
  /** Undefined until it was counted. */
  readonly text: string | undefined;
  /** Whether the counts are of another question: then the sentence of that stays. */
  readonly isStale: boolean;
}

function Summary({ text, isStale }: SummaryProps) {
  const [shown, setShown] = useState(text);
  if (!isStale && text !== shown) setShown(text);
  return (
    <span className={classes.summary} data-stale={isStale || undefined}>
      {shown}
      {isStale || shown === undefined ? <Counting /> : null}
    </span>
  );
}

/** Says what takes long, once it does. */
function Counting() {
  const [isLong, setIsLong] = useState(false);
  useTimeout(() => setIsLong(true), 2_000, { autoInvoke: true });
  return <span role="status">{isLong ? ` ${words.counting}` : ' '}</span>;
}
