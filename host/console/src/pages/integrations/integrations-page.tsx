import { Button } from '@mantine/core';
import { IconFilterOff, IconPlug, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';

import { type Integration, integrationsQuery } from '../../api/integrations.js';
import { useMay } from '../../app/session-context.js';
import { Empty } from '../../components/empty.js';
import { clearFilters, type Filter } from '../../components/filters/filter.js';
import { FilterBar } from '../../components/filters/filter-bar.js';
import { type UrlState, useUrlState } from '../../components/filters/use-url-state.js';
import { PageHead } from '../../components/page-head.js';
import { QueryView } from '../../components/query-view.js';
import { sortRows } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { useRowFocus } from '../../components/table/use-row-focus.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { useNow } from '../../components/time.js';
import { commonWords } from '../../words/common.js';
import { integrationWords as words } from '../../words/integrations.js';
import { IntegrationCard } from './integration-card.js';
import { type IntegrationRow, integrationColumns, integrationHref } from './integration-columns.js';
import { groupRank, integrationState, type StateGroup } from './integration-state.js';

/** Every integration: what needs a person first. */
export function IntegrationsPage() {
  const query = useQuery(integrationsQuery);
  const now = useNow();
  const rows = (query.data ?? []).map((integration) => rowOf(integration, now));
  const attention = rows.filter(({ state }) => state.group === 'attention').length;
  return (
    <>
      <PageHead
        title={words.title}
        summary={query.data ? words.summary(rows.length, attention) : ' '}
        actions={rows.length > 0 ? <AddButton /> : null}
      />
      <QueryView query={query} skeleton={<TableSkeleton />} failed={words.failed}>
        {() => (rows.length === 0 ? <NoIntegrations /> : <IntegrationList rows={rows} />)}
      </QueryView>
    </>
  );
}

function rowOf(integration: Integration, now: Date): IntegrationRow {
  return { integration, state: integrationState(integration, now) };
}

function AddButton() {
  if (!useMay('operator')) return null;
  return (
    <Button
      component={Link}
      to="/integrations/add"
      leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
    >
      {words.add}
    </Button>
  );
}

function NoIntegrations() {
  return (
    <Empty icon={IconPlug} title={words.emptyTitle} text={words.emptyText}>
      <AddButton />
    </Empty>
  );
}

function IntegrationList({ rows }: { readonly rows: readonly IntegrationRow[] }) {
  const url = useUrlState();
  const filters = filtersOf(rows);
  const sort = url.get('sort');
  const shown = sortRows(arrange(rows.filter(matches(url))), integrationColumns, sort);
  const navigate = useNavigate();
  const focused = useRowFocus({
    keys: shown.map(integrationHref),
    onOpen: (href) => void navigate(href),
  });
  return (
    <>
      <FilterBar url={url} search={words.search} filters={filters} />
      {shown.length === 0 ? (
        <Empty icon={IconFilterOff} title={words.noMatchTitle} text={words.noMatchText}>
          <Button variant="default" onClick={() => clearFilters(url, filters)}>
            {commonWords.clearFilters}
          </Button>
        </Empty>
      ) : (
        <DataTable
          label={words.title}
          rows={shown}
          columns={integrationColumns}
          rowKey={integrationHref}
          rowHref={integrationHref}
          rowHeight={62}
          sort={sort}
          onSort={(next) => url.set({ sort: next })}
          listBelow={760}
          card={(row) => <IntegrationCard row={row} />}
          focusedKey={focused}
        />
      )}
    </>
  );
}

function filtersOf(rows: readonly IntegrationRow[]): readonly Filter[] {
  return [
    { name: 'status', title: words.status, options: statusOptions(rows) },
    { name: 'plugin', title: words.plugin, options: pluginOptions(rows) },
  ];
}

function statusOptions(rows: readonly IntegrationRow[]) {
  const groups: readonly StateGroup[] = [
    'attention',
    'paused',
    'collecting',
    'connected',
    'untested',
  ];
  return groups.map((value) => ({
    value,
    label: words.groups[value],
    count: rows.filter(({ state }) => state.group === value).length,
  }));
}

function pluginOptions(rows: readonly IntegrationRow[]) {
  const byPlugin = Map.groupBy(rows, ({ integration }) => integration.plugin);
  return [...byPlugin].map(([value, of]) => ({ value, label: value, count: of.length }));
}

function matches(url: UrlState): (row: IntegrationRow) => boolean {
  const text = (url.get('q') ?? '').trim().toLowerCase();
  const states = url.all('status');
  const plugins = url.all('plugin');
  return ({ integration, state }) =>
    `${integration.name} ${integration.tenantName ?? ''}`.toLowerCase().includes(text) &&
    (states.length === 0 || states.includes(state.group)) &&
    (plugins.length === 0 || plugins.includes(integration.plugin));
}

/** Needs attention, paused, collecting, then the rest by name. */
function arrange(rows: readonly IntegrationRow[]): readonly IntegrationRow[] {
  const byName = sortRows(rows, integrationColumns, 'name');
  return byName.toSorted((a, b) => groupRank(a.state.group) - groupRank(b.state.group));
}
