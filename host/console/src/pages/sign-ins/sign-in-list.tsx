import { Button } from '@mantine/core';
import { IconFilterOff, IconLogin2 } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';

import { type SignIn, type SignInQuery, signInListQuery } from '../../api/sign-ins.js';
import { Empty } from '../../components/empty.js';
import { ErrorNote } from '../../components/error-note.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { LoadMore } from '../../components/load-more.js';
import { QueryView } from '../../components/query-view.js';
import { StateLine } from '../../components/state-line.js';
import { DataTable } from '../../components/table/data-table.js';
import { useRowFocus } from '../../components/table/use-row-focus.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { momentWords } from '../../format/times.js';
import { commonWords } from '../../words/common.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import { accountName, outcomeState, placeOf, signInColumns } from './sign-in-columns.js';
import { keyOf, valueLabel } from './sign-in-filters.js';
import classes from './sign-in-list.module.css';

interface SignInListProps {
  readonly url: UrlState;
  readonly query: SignInQuery;
  /** How many there are; undefined until they are counted. */
  readonly total: number | undefined;
}

/** Sign-ins, newest first. More come as the end comes near. */
export function SignInList({ url, query, total }: SignInListProps) {
  const list = useInfiniteQuery(signInListQuery(query));
  return (
    <div className={classes.list}>
      <QueryView
        query={list}
        skeleton={<TableSkeleton rows={12} height={40} />}
        failed={words.failed}
      >
        {({ pages }) => {
          const rows = pages.flatMap(({ signIns }) => signIns);
          if (rows.length === 0) return <Nothing url={url} query={query} />;
          return (
            <>
              <Rows url={url} rows={rows} isStale={list.isPlaceholderData} />
              <div className={classes.foot}>
                <span className="rc-meta rc-numbers">
                  {words.shown(rows.length, list.hasNextPage ? total : rows.length)}
                </span>
                {list.isFetchNextPageError ? (
                  <ErrorNote error={list.error} onRetry={() => void list.fetchNextPage()} />
                ) : null}
                {list.hasNextPage && !list.isFetchNextPageError ? (
                  <LoadMore
                    isLoading={list.isFetchingNextPage}
                    isStale={list.isPlaceholderData}
                    onMore={() => void list.fetchNextPage()}
                  />
                ) : null}
              </div>
            </>
          );
        }}
      </QueryView>
    </div>
  );
}

interface RowsProps {
  readonly url: UrlState;
  readonly rows: readonly SignIn[];
  readonly isStale: boolean;
}

function Rows({ url, rows, isStale }: RowsProps) {
  const [params] = useSearchParams();
  const hrefOf = (row: SignIn): string => {
    const next = new URLSearchParams(params);
    next.set('open', keyOf(row));
    return `?${next.toString()}`;
  };
  const focused = useRowFocus({
    keys: rows.map(keyOf),
    onOpen: (open) => url.set({ open }),
    // the drawer moves through the list itself
    isOn: url.get('open') === undefined,
  });
  return (
    <DataTable
      label={words.title}
      rows={rows}
      columns={signInColumns(url, hrefOf)}
      rowKey={keyOf}
      rowHref={hrefOf}
      listBelow={560}
      card={(row) => <SignInCard row={row} href={hrefOf(row)} />}
      isStale={isStale}
      focusedKey={focused}
    />
  );
}

function SignInCard({ row, href }: { readonly row: SignIn; readonly href: string }) {
  const place = row.method === null ? [] : [valueLabel('method', row.method)];
  return (
    <Link to={href} className={classes.card}>
      <span className={classes.cardHead}>
        <span className="rc-name rc-cut">{accountName(row)}</span>
        <time dateTime={row.time} className="rc-meta rc-numbers">
          {momentWords(new Date(row.time), new Date())}
        </time>
      </span>
      <StateLine state={outcomeState(row)} />
      <span className="rc-meta rc-cut">{[placeOf(row), ...place].join(' · ')}</span>
    </Link>
  );
}

function Nothing({ url, query }: { readonly url: UrlState; readonly query: SignInQuery }) {
  const { from: _, to: _to, ...filters } = query;
  const isFiltered = Object.keys(filters).length > 0;
  const isRanged = ['range', 'from'].some((name) => url.get(name) !== undefined);
  if (!isFiltered && !isRanged) {
    return <Empty icon={IconLogin2} title={words.emptyTitle} text={words.emptyText} />;
  }
  const clear = () =>
    url.set(Object.fromEntries(Object.keys(filters).map((name) => [name, undefined])));
  return (
    <Empty icon={IconFilterOff} title={words.noMatchTitle} text={words.noMatchText}>
      {isFiltered ? (
        <Button variant="default" onClick={clear}>
          {commonWords.clearFilters}
        </Button>
      ) : null}
    </Empty>
  );
}
