import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import {
  checkTitlesQuery,
  type FindingCounts,
  type FindingQuery,
  type FindingStatus,
  findingListQuery,
  type Severity,
} from '../../api/findings.js';
import { integrationsQuery } from '../../api/integrations.js';
import type { Filter } from '../../components/filters/filter.js';
import { useSettled } from '../../components/filters/use-settled.js';
import { type UrlState, useUrlState } from '../../components/filters/use-url-state.js';
import { findingWords as words } from '../../words/findings.js';
import { foldFindings } from './groups.js';

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const statuses: readonly FindingStatus[] = [
  ...(['open', 'new', 'reopened'] as const),
  ...(['muted', 'closed', 'resolved'] as const),
];

/** What the queue shows: the address, what it asks for, the findings, and how they are folded. */
export function useQueue() {
  const url = useUrlState();
  const query = useSettled(queryOf(url));
  const list = useInfiniteQuery(findingListQuery(query));
  const titles = useQuery(checkTitlesQuery).data ?? new Map<string, string>();
  const integrations = useQuery(integrationsQuery).data ?? [];
  const findings = list.data?.pages.flatMap((page) => page.findings) ?? [];
  const counts = list.data?.pages[0]?.counts;
  const names = new Map(integrations.map(({ id, name }) => [id, name]));
  return {
    url,
    list,
    titles,
    names,
    rows: foldFindings(findings, { totals: counts?.check ?? {}, open: url.all('group') }),
    filters: filtersOf(counts, { titles, names }),
  };
}

/** What the address asks for. Without a state, findings that wait for somebody. */
function queryOf(url: Pick<UrlState, 'get' | 'all'>): FindingQuery {
  const status = statuses.filter((each) => url.all('status').includes(each));
  const severity = severities.filter((each) => url.all('severity').includes(each));
  const check = url.all('check');
  const integration = url.get('integration');
  const q = url.get('q')?.trim() ?? '';
  return {
    status: status.length === 0 ? ['open'] : status,
    ...(severity.length === 0 ? {} : { severity }),
    ...(check.length === 0 ? {} : { check: [...check] }),
    ...(integration === undefined ? {} : { integration }),
    ...(q === '' ? {} : { q }),
  };
}

interface Names {
  readonly titles: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

function filtersOf(counts: FindingCounts | undefined, { titles, names }: Names): readonly Filter[] {
  const checks = Object.entries(counts?.check ?? {})
    .map(([value, count]) => ({ value, count, label: titles.get(value) ?? value }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  const integration: Filter = {
    ...{ name: 'integration', title: words.filters.integration, isSingle: true },
    options: [...names].map(([value, label]) => ({ value, label })),
  };
  return [
    {
      name: 'severity',
      title: words.filters.severity,
      options: severities.map((value) => ({
        ...{ value, label: words.severities[value] },
        count: counts?.severity[value] ?? 0,
      })),
    },
    {
      name: 'check',
      title: words.filters.check,
      options: checks,
      labelOf: (value) => titles.get(value) ?? value,
    },
    {
      name: 'status',
      title: words.filters.status,
      options: statuses.map((value) => ({ value, label: words.statuses[value] })),
    },
    ...(names.size > 1 ? [integration] : []),
  ];
}
