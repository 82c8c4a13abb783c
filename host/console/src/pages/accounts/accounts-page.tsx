import { Button } from '@mantine/core';
import { IconFilterOff, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';

import { type Account, accountListQuery } from '../../api/accounts.js';
import { Empty } from '../../components/empty.js';
import { clearFilters } from '../../components/filters/filter.js';
import { FilterBar } from '../../components/filters/filter-bar.js';
import { LoadMore } from '../../components/load-more.js';
import { PageHead } from '../../components/page-head.js';
import { QueryView } from '../../components/query-view.js';
import { StateLine } from '../../components/state-line.js';
import { DataTable } from '../../components/table/data-table.js';
import { useRowFocus } from '../../components/table/use-row-focus.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { accountWords as words } from '../../words/accounts.js';
import { commonWords } from '../../words/common.js';
import { AccountName, accountColumns, LastUse } from './account-columns.js';
import { accountHref } from './account-href.js';
import { accountState } from './account-state.js';
import classes from './accounts-page.module.css';
import { useAccountFilters } from './use-account-filters.js';

/** Every account: who is in there, what they hold, and when they were last seen. */
export function AccountsPage() {
  const { url, query, filters } = useAccountFilters();
  const list = useInfiniteQuery(accountListQuery(query));
  const rows = list.data?.pages.flatMap(({ accounts }) => accounts) ?? [];
  const isFiltered = ['q', ...filters.map(({ name }) => name)].some((name) => url.get(name));
  return (
    <div data-wide>
      <PageHead title={words.title} summary={words.summary} />
      <FilterBar url={url} search={words.search} filters={filters} />
      <QueryView query={list} skeleton={<TableSkeleton rows={10} />} failed={words.failed}>
        {() =>
          rows.length > 0 ? (
            <>
              <Rows rows={rows} isStale={list.isPlaceholderData} />
              <div className={classes.foot}>
                <span className="rc-meta rc-numbers">{words.shown(rows.length)}</span>
                {list.hasNextPage ? (
                  <LoadMore
                    isLoading={list.isFetchingNextPage}
                    isStale={list.isPlaceholderData}
                    onMore={() => void list.fetchNextPage()}
                  />
                ) : null}
              </div>
            </>
          ) : (
            <Nothing isFiltered={isFiltered} onClear={() => clearFilters(url, filters)} />
          )
        }
      </QueryView>
    </div>
  );
}

function keyOf({ integrationId, id }: Account): string {
  return accountHref(integrationId, id);
}

function Rows({ rows, isStale }: { readonly rows: readonly Account[]; readonly isStale: boolean }) {
  const navigate = useNavigate();
  const focused = useRowFocus({ keys: rows.map(keyOf), onOpen: (href) => void navigate(href) });
  return (
    <DataTable
      label={words.title}
      rows={rows}
      columns={accountColumns}
      rowKey={keyOf}
      rowHref={keyOf}
      rowHeight={62}
      listBelow={560}
      card={(account) => <AccountCard account={account} />}
      isStale={isStale}
      focusedKey={focused}
    />
  );
}

function AccountCard({ account }: { readonly account: Account }) {
  return (
    <div className={classes.card}>
      <AccountName account={account} />
      <div className={classes.between}>
        <StateLine state={accountState(account)} />
        <LastUse account={account} />
      </div>
    </div>
  );
}

interface NothingProps {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

function Nothing({ isFiltered, onClear }: NothingProps) {
  if (!isFiltered)
    return <Empty icon={IconUsers} title={words.emptyTitle} text={words.emptyText} />;
  return (
    <Empty icon={IconFilterOff} title={words.noMatchTitle} text={words.noMatchText}>
      <Button variant="default" onClick={onClear}>
        {commonWords.clearFilters}
      </Button>
    </Empty>
  );
}
