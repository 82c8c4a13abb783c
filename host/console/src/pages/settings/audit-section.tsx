import { Button, Select } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';

import { type AuditEntry, auditQuery } from '../../api/audit.js';
import { Empty } from '../../components/empty.js';
import { ErrorNote } from '../../components/error-note.js';
import { clearFilters, type Filter } from '../../components/filters/filter.js';
import { FilterBar } from '../../components/filters/filter-bar.js';
import { type UrlState, useUrlState } from '../../components/filters/use-url-state.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { auditWords as words } from '../../words/audit.js';
import { commonWords } from '../../words/common.js';
import { settingsWords } from '../../words/settings.js';
import { AuditCard, auditColumns } from './audit-entry.js';
import { Section } from './section.js';
import classes from './section.module.css';

const objectFilter: Filter = { name: 'object', title: words.object, options: [] };

/** Who changed what in Rollcall. */
export function AuditSection() {
  const url = useUrlState();
  const entries = useInfiniteQuery({
    ...auditQuery({ actor: url.get('q'), action: url.get('kind'), object: url.get('object') }),
    placeholderData: (present) => present,
  });
  const { data, error, refetch } = entries;
  const rows = data?.pages.flatMap((page) => page.entries);
  return (
    <Section title={settingsWords.sections.audit} text={words.text}>
      <FilterBar
        url={url}
        search={words.search}
        elsewhere={url.get('object') === undefined ? [] : [objectFilter]}
      >
        <KindSelect url={url} />
      </FilterBar>
      {error ? (
        <ErrorNote error={error} title={words.failed} onRetry={() => void refetch()} />
      ) : null}
      {rows ? (
        <Entries rows={rows} url={url} isStale={entries.isPlaceholderData} />
      ) : error ? null : (
        <TableSkeleton rows={8} height={40} />
      )}
      {entries.hasNextPage ? (
        <Button
          className={classes.more}
          variant="default"
          loading={entries.isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
        >
          {words.more}
        </Button>
      ) : null}
    </Section>
  );
}

function KindSelect({ url }: { readonly url: UrlState }) {
  return (
    <Select
      aria-label={words.kind}
      placeholder={words.anyKind}
      data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
      value={url.get('kind') ?? null}
      clearable
      onChange={(kind) => url.set({ kind: kind ?? undefined })}
    />
  );
}

interface EntriesProps {
  readonly rows: readonly AuditEntry[];
  readonly url: UrlState;
  readonly isStale: boolean;
}

function Entries({ rows, url, isStale }: EntriesProps) {
  if (rows.length === 0) {
    return (
      <Empty icon={IconFilterOff} title={words.none} text={words.noneText}>
        <Button
          variant="default"
          onClick={() => {
            clearFilters(url, [objectFilter, { ...objectFilter, name: 'kind' }]);
          }}
        >
          {commonWords.clearFilters}
        </Button>
      </Empty>
    );
  }
  const choose = (object: string) => url.set({ object });
  return (
    <DataTable
      label={settingsWords.sections.audit}
      rows={rows}
      columns={auditColumns(choose)}
      rowKey={({ id }) => id}
      rowHeight={52}
      isStale={isStale}
      listBelow={640}
      card={(row) => <AuditCard row={row} onObject={choose} />}
    />
  );
}
