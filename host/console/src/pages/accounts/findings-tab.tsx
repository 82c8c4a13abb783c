import { IconCheck } from '@tabler/icons-react';
import { Link } from 'react-router';

import type { Finding } from '../../api/findings.js';
import { Empty } from '../../components/empty.js';
import { SeverityPill } from '../../components/severity-pill.js';
import { StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { Time } from '../../components/time.js';
import { accountWords as words } from '../../words/accounts.js';
import { findingWords } from '../../words/findings.js';
import { findingState } from '../findings/finding-state.js';
import { useAccount } from './account-layout.js';

/** What the checks found about it, also what was decided. */
export function FindingsTab() {
  const { findings } = useAccount();
  if (findings.length === 0) {
    return <Empty icon={IconCheck} title={words.noFindings} text={words.noFindingsText} />;
  }
  return (
    <DataTable
      label={words.tabs.findings}
      rows={findings}
      columns={columns}
      rowKey={({ id }) => id}
      rowHref={hrefOf}
    />
  );
}

function hrefOf({ id }: Finding): string {
  return `/findings/${encodeURIComponent(id)}`;
}

const columns: readonly Column<Finding>[] = [
  {
    id: 'severity',
    title: findingWords.columns.severity,
    width: 96,
    cell: ({ severity }) => <SeverityPill severity={severity} />,
  },
  {
    id: 'title',
    title: findingWords.columns.title,
    cell: (finding) => (
      <Link to={hrefOf(finding)} className="rc-cut rc-below" title={finding.title}>
        {finding.title}
      </Link>
    ),
  },
  {
    id: 'age',
    title: findingWords.columns.age,
    width: 128,
    fromWidth: 560,
    cell: ({ lastAt }) => <Time at={lastAt} />,
  },
  {
    id: 'state',
    title: findingWords.columns.state,
    width: 176,
    fromWidth: 720,
    cell: (finding) => <StateLine state={findingState(finding)} />,
  },
];
