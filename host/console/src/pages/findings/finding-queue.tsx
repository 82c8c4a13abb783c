import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import type { Finding } from '../../api/findings.js';
import { useMay } from '../../app/session-context.js';
import { toggled } from '../../components/filters/filter.js';
import { useKeys } from '../../components/keys.js';
import { LoadMore } from '../../components/load-more.js';
import { SeverityPill } from '../../components/severity-pill.js';
import { StateLine } from '../../components/state-line.js';
import { DataTable } from '../../components/table/data-table.js';
import { useRowFocus } from '../../components/table/use-row-focus.js';
import { Time } from '../../components/time.js';
import { findingWords as words } from '../../words/findings.js';
import { FindingActions } from './finding-actions.js';
import { findingColumns, type QueueView, Title } from './finding-columns.js';
import { findingState } from './finding-state.js';
import classes from './findings-page.module.css';
import { findingsOf, type QueueRow } from './groups.js';
import type { useQueue } from './use-queue.js';

/** The queue: findings that can be opened, chosen and decided together. */
export function FindingQueue({ queue }: { readonly queue: ReturnType<typeof useQueue> }) {
  const { url, list, rows, titles, names } = queue;
  const [params] = useSearchParams();
  const selection = useSelection();
  const toggle = (check: string) => url.set({ group: toggled(url.all('group'), check) });
  const view: QueueView = {
    ...{ titles, integrations: names, canSelect: useMay('operator') },
    selected: selection.ids,
    hrefOf: (id) => {
      const next = new URLSearchParams(params);
      next.set('open', id);
      return `?${next.toString()}`;
    },
    onSelect: selection.toggle,
    onToggle: toggle,
  };
  const open = (row: QueueRow) => {
    if (row.kind === 'group') toggle(row.check);
    else url.set({ open: row.finding.id });
  };
  const focused = useQueueKeys({ rows, open, select: selection.toggle, isOn: !url.get('open') });
  const all = rows.flatMap(findingsOf);
  return (
    <>
      <DataTable
        label={words.title}
        rows={rows}
        columns={findingColumns(view)}
        rowKey={({ key }) => key}
        onRow={open}
        listBelow={560}
        card={(row) => <FindingCard row={row} view={view} />}
        isStale={list.isPlaceholderData}
        focusedKey={focused}
        selected={selection.ids}
      />
      <div className={classes.foot}>
        <span className="rc-meta rc-numbers">{words.shown(new Set(all).size)}</span>
        {list.hasNextPage ? (
          <LoadMore
            isLoading={list.isFetchingNextPage}
            isStale={list.isPlaceholderData}
            onMore={() => void list.fetchNextPage()}
          />
        ) : null}
      </div>
      <SelectionBar
        findings={[...new Set(all)].filter(({ id }) => selection.ids.has(id))}
        onClear={selection.clear}
      />
    </>
  );
}

interface QueueKeys {
  readonly rows: readonly QueueRow[];
  readonly open: (row: QueueRow) => void;
  readonly select: (row: QueueRow) => void;
  readonly isOn: boolean;
}

function useQueueKeys({ rows, open, select, isOn }: QueueKeys): string | undefined {
  const withRow = (act: (row: QueueRow) => void) => (key: string) => {
    const row = rows.find((each) => each.key === key);
    if (row) act(row);
  };
  return useRowFocus({
    ...{ keys: rows.map(({ key }) => key), isOn },
    onOpen: withRow(open),
    actions: { x: withRow(select) },
  });
}

/** Which findings are chosen. Escape chooses none. */
function useSelection() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const clear = () => setIds(new Set());
  useKeys({ Escape: clear }, ids.size > 0);
  const toggle = (row: QueueRow) => {
    const own = findingsOf(row).map(({ id }) => id);
    setIds((present) => {
      const isAll = own.every((id) => present.has(id));
      return new Set(isAll ? [...present].filter((id) => !own.includes(id)) : [...present, ...own]);
    });
  };
  return { ids, toggle, clear };
}

interface SelectionBarProps {
  readonly findings: readonly Finding[];
  readonly onClear: () => void;
}

function SelectionBar({ findings, onClear }: SelectionBarProps) {
  if (findings.length === 0) return null;
  return (
    <section className={classes.bar} aria-label={words.selected(findings.length)}>
      <span className="rc-name rc-numbers">{words.selected(findings.length)}</span>
      <FindingActions findings={findings} onDone={onClear} />
      <Button variant="subtle" onClick={onClear}>
        {words.clearSelection}
      </Button>
    </section>
  );
}

function FindingCard({ row, view }: { readonly row: QueueRow; readonly view: QueueView }) {
  const [first] = findingsOf(row);
  if (!first) return null;
  return (
    <div className={classes.card}>
      <div className={classes.cardHead}>
        <SeverityPill severity={first.severity} />
        {view.canSelect ? (
          <Checkbox
            aria-label={words.select(first.title)}
            checked={findingsOf(row).every(({ id }) => view.selected.has(id))}
            onChange={() => view.onSelect(row)}
          />
        ) : null}
      </div>
      <Title row={row} view={view} />
      {row.kind === 'finding' ? (
        <div className={classes.cardHead}>
          <StateLine state={findingState(row.finding)} />
          <span className="rc-meta">
            <Time at={row.finding.lastAt} />
          </span>
        </div>
      ) : null}
    </div>
  );
}
