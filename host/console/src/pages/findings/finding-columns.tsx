import { Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from 'react-router';

import { SeverityPill } from '../../components/severity-pill.js';
import { StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { Time } from '../../components/time.js';
import { findingWords as words } from '../../words/findings.js';
import { findingState } from './finding-state.js';
import classes from './findings-page.module.css';
import { findingsOf, type QueueRow } from './groups.js';

/** What the rows of the queue need to know and to do. */
export interface QueueView {
  readonly titles: ReadonlyMap<string, string>;
  /** Names of integrations by their ids. */
  readonly integrations: ReadonlyMap<string, string>;
  readonly selected: ReadonlySet<string>;
  readonly hrefOf: (id: string) => string;
  readonly onSelect: (row: QueueRow) => void;
  readonly onToggle: (check: string) => void;
  /** Whether the person may decide. */
  readonly canSelect: boolean;
}

/** The columns of the queue, dropped by importance where it is narrow. */
export function findingColumns(view: QueueView): readonly Column<QueueRow>[] {
  const select: Column<QueueRow> = {
    id: 'select',
    title: words.columns.select,
    isTitleHidden: true,
    width: 44,
    cell: (row) => <Select row={row} view={view} />,
  };
  return [...(view.canSelect ? [select] : []), ...factColumns(view)];
}

function factColumns(view: QueueView): readonly Column<QueueRow>[] {
  const { integrations } = view;
  const integration: Column<QueueRow> = {
    id: 'integration',
    title: words.columns.integration,
    width: 136,
    fromWidth: 900,
    cell: (row) => {
      const names = new Set(findingsOf(row).map(({ integrationId }) => integrationId));
      const [only] = names;
      return names.size === 1 && only !== undefined ? (integrations.get(only) ?? only) : null;
    },
  };
  return [
    {
      id: 'severity',
      title: words.columns.severity,
      width: 96,
      cell: (row) => <SeverityOf row={row} />,
    },
    { id: 'title', title: words.columns.title, cell: (row) => <Title row={row} view={view} /> },
    ...(integrations.size > 1 ? [integration] : []),
    {
      id: 'age',
      title: words.columns.age,
      width: 120,
      fromWidth: 640,
      cell: (row) => (row.kind === 'finding' ? <Time at={row.finding.lastAt} /> : null),
    },
    {
      id: 'state',
      title: words.columns.state,
      width: 184,
      fromWidth: 760,
      cell: (row) =>
        row.kind === 'finding' ? <StateLine state={findingState(row.finding)} /> : null,
    },
  ];
}

function SeverityOf({ row }: { readonly row: QueueRow }) {
  const [worst] = findingsOf(row);
  return worst ? <SeverityPill severity={worst.severity} /> : null;
}

interface CellProps {
  readonly row: QueueRow;
  readonly view: QueueView;
}

function Select({ row, view: { selected, onSelect, titles } }: CellProps) {
  const ids = findingsOf(row).map(({ id }) => id);
  const chosen = ids.filter((id) => selected.has(id)).length;
  const title = row.kind === 'group' ? (titles.get(row.check) ?? row.check) : row.finding.title;
  return (
    <Checkbox
      aria-label={words.select(title)}
      checked={chosen === ids.length}
      indeterminate={chosen > 0 && chosen < ids.length}
      onChange={() => onSelect(row)}
    />
  );
}

/** The name of a row: of a group it opens, of a finding it leads to it. */
export function Title({ row, view }: CellProps) {
  if (row.kind === 'finding') {
    return (
      <Link to={view.hrefOf(row.finding.id)} className={classes.link} title={row.finding.title}>
        {row.finding.title}
      </Link>
    );
  }
  const { check, isOpen, total } = row;
  const title = view.titles.get(check) ?? check;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <button
      type="button"
      className={classes.group}
      aria-expanded={isOpen}
      onClick={() => view.onToggle(check)}
    >
      <Chevron size={16} stroke={1.6} aria-hidden />
      <span className="rc-name rc-cut">{words.group(total, title)}</span>
      {row.findings.some(({ severity }) => severity !== row.findings[0]?.severity) ||
      total > row.findings.length ? (
        <span className="rc-meta">{words.worstFirst}</span>
      ) : null}
    </button>
  );
}
