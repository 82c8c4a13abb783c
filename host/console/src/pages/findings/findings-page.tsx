import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { openFindingsQuery } from '../../api/findings.js';
import { Empty } from '../../components/empty.js';
import { clearFilters } from '../../components/filters/filter.js';
import { FilterBar } from '../../components/filters/filter-bar.js';
import { PageHead } from '../../components/page-head.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { commonWords } from '../../words/common.js';
import { findingWords as words } from '../../words/findings.js';
import { FindingDrawer } from './finding-drawer.js';
import { FindingQueue } from './finding-queue.js';
import { findingsOf } from './groups.js';
import { useQueue } from './use-queue.js';

/** What the checks found and nobody has decided yet. */
export function FindingsPage() {
  const queue = useQueue();
  const { url, list, rows, filters } = queue;
  const ids = rows.flatMap((row) =>
    row.kind === 'group' && row.isOpen ? [] : findingsOf(row).map(({ id }) => id),
  );
  return (
    <div data-wide>
      <PageHead title={words.title} summary={<Summary />} actions={<ExportMenu />} />
      <FilterBar url={url} search={words.search} filters={filters} />
      <QueryView
        query={list}
        skeleton={<TableSkeleton rows={12} height={40} />}
        failed={words.failed}
      >
        {() => (rows.length === 0 ? <Nothing queue={queue} /> : <FindingQueue queue={queue} />)}
      </QueryView>
      <FindingDrawer url={url} ids={ids} />
    </div>
  );
}

function Summary() {
  const { data } = useQuery(openFindingsQuery);
  if (!data) return ' ';
  const open = Object.values(data.severity).reduce((sum, count) => sum + count, 0);
  return words.summary(open, data.severity.critical ?? 0, data.severity.high ?? 0);
}

function ExportMenu() {
  const formats = ['html', 'csv', 'json'] as const;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={16} stroke={1.6} aria-hidden />}
        >
          {words.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={`/api/v1/reports/findings?format=${format}`}
            download={`findings.${format}`}
          >
            {words.exports[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Nothing({ queue: { url, filters } }: { readonly queue: ReturnType<typeof useQueue> }) {
  const { data } = useQuery(openFindingsQuery);
  const isFiltered = ['q', ...filters.map(({ name }) => name)].some((name) => url.get(name));
  if (isFiltered) {
    return (
      <Empty icon={IconFilterOff} title={words.noMatchTitle} text={words.noMatchText}>
        <Button variant="default" onClick={() => clearFilters(url, filters)}>
          {commonWords.clearFilters}
        </Button>
      </Empty>
    );
  }
  const hasHistory = Object.keys(data?.status ?? {}).length > 0;
  return (
    <Empty
      icon={IconCheck}
      title={hasHistory ? words.calmTitle : words.emptyTitle}
      text={hasHistory ? words.calmText : words.emptyText}
    />
  );
}
