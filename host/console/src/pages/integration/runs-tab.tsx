import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';

import { type Run, runsQuery } from '../../api/runs.js';
import { Empty } from '../../components/empty.js';
import { QueryView } from '../../components/query-view.js';
import { StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { useRowFocus } from '../../components/table/use-row-focus.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time } from '../../components/time.js';
import { wholeNumber } from '../../format/numbers.js';
import { duration } from '../../format/times.js';
import { commonWords } from '../../words/common.js';
import { detailWords } from '../../words/details.js';
import { useIntegration } from './integration-context.js';
import { runDurationMs, runState, sumOf } from './run-state.js';
import classes from './runs-tab.module.css';

const words = detailWords.run;

/** Every run of an integration, newest first; each leads to its receipt. */
export function RunsTab() {
  const { integration } = useIntegration();
  const query = useQuery(runsQuery(integration.id));
  return (
    <QueryView query={query} skeleton={<TableSkeleton height={62} />} failed={words.failed}>
      {(runs) =>
        runs.length === 0 ? (
          <Empty icon={IconHistory} title={words.none} text={words.noneText} />
        ) : (
          <Runs runs={runs} />
        )
      }
    </QueryView>
  );
}

function Runs({ runs }: { readonly runs: readonly Run[] }) {
  const navigate = useNavigate();
  const focused = useRowFocus({
    keys: runs.map(hrefOf),
    onOpen: (href) => void navigate(href),
  });
  return (
    <DataTable
      label={detailWords.tabs.runs}
      rows={runs}
      columns={columns}
      rowKey={hrefOf}
      rowHref={hrefOf}
      rowHeight={62}
      listBelow={640}
      card={(run) => <RunCard run={run} />}
      focusedKey={focused}
    />
  );
}

function hrefOf(run: Run): string {
  return `/integrations/${encodeURIComponent(run.integrationId)}/runs/${run.id}`;
}

const columns: readonly Column<Run>[] = [
  { id: 'status', title: words.columns.status, cell: (run) => <StateLine state={runState(run)} /> },
  {
    id: 'what',
    title: words.columns.what,
    width: 168,
    cell: (run) => (
      <>
        <Link to={hrefOf(run)}>{words.hook[run.hook]}</Link>
        <span className="rc-meta rc-below">{words.trigger[run.trigger]}</span>
      </>
    ),
  },
  {
    id: 'started',
    title: words.columns.started,
    width: 128,
    cell: (run) => <Time at={run.startedAt ?? run.requestedAt} twoLines />,
  },
  {
    id: 'took',
    title: words.columns.took,
    width: 88,
    isNumber: true,
    fromWidth: 720,
    cell: (run) => tookOf(run),
  },
  number('inserted', 820),
  number('updated', 900),
  number('gone', 980),
  number('requests', 640),
];

function number(
  what: 'inserted' | 'updated' | 'gone' | 'requests',
  fromWidth: number,
): Column<Run> {
  return {
    id: what,
    title: words.columns[what],
    width: 88,
    isNumber: true,
    fromWidth,
    cell: (run) => (run.hook === 'collect' ? wholeNumber(sumOf(run, what)) : commonWords.unknown),
  };
}

function tookOf(run: Run): string {
  const ms = runDurationMs(run);
  return ms === undefined ? commonWords.unknown : duration(ms);
}

function RunCard({ run }: { readonly run: Run }) {
  return (
    <div className={classes.card}>
      <Link to={hrefOf(run)} className="rc-name">
        {words.hook[run.hook]}
      </Link>
      <StateLine state={runState(run)} />
      <span className="rc-meta">
        <Time at={run.startedAt ?? run.requestedAt} /> · {tookOf(run)}
      </span>
    </div>
  );
}
