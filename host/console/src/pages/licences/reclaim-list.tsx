import { Button, SegmentedControl } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';

import type { IdleAccount, LicenceReport } from '../../api/licences.js';
import { Empty } from '../../components/empty.js';
import { clearFilters, type Filter } from '../../components/filters/filter.js';
import { FilterBar } from '../../components/filters/filter-bar.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { sortRows } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { commonWords } from '../../words/common.js';
import { licenceWords as words } from '../../words/licences.js';
import { accountKey, wantedAccounts } from './licence-view.js';
import { ReclaimCard } from './reclaim-card.js';
import { reclaimColumns } from './reclaim-columns.js';
import { ReclaimDrawer } from './reclaim-drawer.js';
import classes from './reclaim-list.module.css';

interface ReclaimListProps {
  readonly url: UrlState;
  readonly report: LicenceReport;
  readonly integrations: readonly { readonly id: string; readonly name: string }[];
}

/** Accounts whose licence nobody uses, people's and machines' apart. */
export function ReclaimList({ url, report, integrations }: ReclaimListProps) {
  const kind = url.get('kind') === 'service' ? 'service' : 'human';
  const filters = filtersOf(report, kind, integrations);
  const sort = url.get('sort');
  const wanted = wantedAccounts(report, {
    kind,
    text: url.get('q') ?? '',
    pools: url.all('pool'),
    actions: url.all('action'),
  });
  const [params] = useSearchParams();
  const hrefOf = (account: IdleAccount): string => {
    const next = new URLSearchParams(params);
    next.set('open', accountKey(account));
    return `?${next.toString()}`;
  };
  const columns = reclaimColumns(report.currency, hrefOf);
  return (
    <section aria-label={words.reclaim}>
      <header className={classes.head}>
        <h2>{words.reclaim}</h2>
        <SegmentedControl
          aria-label={words.kinds}
          value={kind}
          onChange={(next) => url.set({ kind: next === 'human' ? undefined : next })}
          data={[
            { value: 'human', label: words.people(countOf(report, 'human')) },
            { value: 'service', label: words.machines(countOf(report, 'service')) },
          ]}
        />
      </header>
      <FilterBar url={url} search={words.search} filters={filters} />
      {wanted.length > 0 ? (
        <DataTable
          label={words.reclaim}
          rows={sortRows(wanted, columns, sort)}
          columns={columns}
          rowKey={accountKey}
          rowHref={hrefOf}
          sort={sort}
          onSort={(next) => url.set({ sort: next })}
          listBelow={640}
          card={(account) => (
            <ReclaimCard account={account} currency={report.currency} href={hrefOf(account)} />
          )}
        />
      ) : countOf(report, kind) === 0 ? (
        <p className={`${classes.none} rc-card`}>{words.nobody(report.days)}</p>
      ) : (
        <Empty icon={IconFilterOff} title={words.noMatchTitle} text={words.noMatchText}>
          <Button variant="default" onClick={() => clearFilters(url, filters)}>
            {commonWords.clearFilters}
          </Button>
        </Empty>
      )}
      <ReclaimDrawer url={url} report={report} />
    </section>
  );
}

function countOf({ accounts }: LicenceReport, kind: string): number {
  return accounts.filter((account) => account.kind === kind).length;
}

function filtersOf(
  { accounts }: LicenceReport,
  kind: string,
  integrations: ReclaimListProps['integrations'],
): readonly Filter[] {
  const of = accounts.filter((account) => account.kind === kind);
  const optionsBy = (read: (account: IdleAccount) => readonly string[]) =>
    [...Map.groupBy(of.flatMap(read), (value) => value)]
      .map(([value, all]) => ({ value, label: value, count: all.length }))
      .toSorted((a, b) => b.count - a.count);
  const byAction = optionsBy(({ action }) => [action]);
  return [
    { name: 'pool', title: words.pool, options: optionsBy(({ licences }) => licences) },
    {
      name: 'action',
      title: words.action,
      options: byAction.map((option) => ({
        ...option,
        label: words.actions[option.value] ?? option.value,
      })),
    },
    ...(integrations.length > 1
      ? [
          {
            name: 'integration',
            title: words.integration,
            isSingle: true,
            options: integrations.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
  ];
}
