import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { reconciliationQuery } from '../../api/reconciliation.js';
import { runsQuery } from '../../api/runs.js';
import { useMay } from '../../app/session-context.js';
import { ErrorNote } from '../../components/error-note.js';
import { QueryView } from '../../components/query-view.js';
import { StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time } from '../../components/time.js';
import { detailWords } from '../../words/details.js';
import { useIntegration } from './integration-context.js';
import { type StreamRow, streamRows, switched } from './stream-rows.js';
import { streamState } from './stream-state.js';
import classes from './streams-tab.module.css';
import { useOptions } from './use-options.js';

const words = detailWords.streams;

/** Which streams are read, how each is doing, and what to tick where one is skipped. */
export function StreamsTab() {
  const { integration, plugin } = useIntegration();
  const runs = useQuery(runsQuery(integration.id));
  const { data: spans = [] } = useQuery(reconciliationQuery(integration.id));
  const options = useOptions(integration.id);
  const mayAct = useMay('operator');
  if (!plugin) return <TableSkeleton />;
  return (
    <QueryView query={runs} skeleton={<TableSkeleton />} failed={detailWords.run.failed}>
      {(data) => {
        const rows = streamRows({ integration, plugin, runs: data, spans });
        const onSwitch = (name: string) => options.mutate({ streams: switched(rows, name) });
        const isLast = rows.filter(({ isOn }) => isOn).length === 1;
        const columns = columnsOf({ mayAct, isLast, onSwitch });
        return (
          <div className={classes.streams}>
            {options.error ? <ErrorNote error={options.error} title={words.switchFailed} /> : null}
            <DataTable
              label={detailWords.tabs.streams}
              rows={rows}
              columns={columns}
              rowKey={({ stream }) => stream.name}
              rowHeight={62}
              listBelow={640}
              card={(row) => (
                <div className={classes.card}>
                  <div className={classes.cardHead}>
                    <StreamName row={row} />
                    <StreamSwitch row={row} mayAct={mayAct} isLast={isLast} onSwitch={onSwitch} />
                  </div>
                  <StreamStateLine row={row} />
                </div>
              )}
            />
            {mayAct ? null : <p className="rc-meta">{words.readOnly}</p>}
          </div>
        );
      }}
    </QueryView>
  );
}

interface Switching {
  readonly mayAct: boolean;
  /** Whether only one stream is on: it stays. */
  readonly isLast: boolean;
  readonly onSwitch: (name: string) => void;
}

function columnsOf(switching: Switching): readonly Column<StreamRow>[] {
  const { columns } = words;
  return [
    {
      id: 'on',
      title: columns.on,
      width: 64,
      cell: (row) => <StreamSwitch row={row} {...switching} />,
    },
    { id: 'stream', title: columns.stream, width: 260, cell: (row) => <StreamName row={row} /> },
    { id: 'state', title: columns.state, cell: (row) => <StreamStateLine row={row} /> },
    {
      id: 'last',
      title: columns.last,
      width: 128,
      fromWidth: 760,
      cell: ({ lastRead }) =>
        lastRead === undefined ? (
          <span className="rc-meta">{detailWords.stream.never}</span>
        ) : (
          <Time at={lastRead} twoLines />
        ),
    },
    {
      id: 'compared',
      title: columns.compared,
      width: 200,
      fromWidth: 980,
      cell: ({ span }) => <span className="rc-meta">{comparedWords(span)}</span>,
    },
  ];
}

function StreamSwitch({ row, mayAct, isLast, onSwitch }: Switching & { readonly row: StreamRow }) {
  const { stream, isOn } = row;
  return (
    <Switch
      size="sm"
      checked={isOn}
      disabled={!mayAct || (isOn && isLast)}
      aria-label={words.switch(stream.title)}
      {...(isOn && isLast ? { title: words.last } : {})}
      onChange={() => onSwitch(stream.name)}
    />
  );
}

function StreamName({ row: { stream } }: { readonly row: StreamRow }) {
  const { permission } = stream;
  return (
    <span className={classes.name}>
      <span className="rc-name rc-cut">{stream.title}</span>
      {permission === undefined ? null : (
        <span className="rc-meta rc-cut" title={words.needs(permission)}>
          {words.needs(permission)}
        </span>
      )}
    </span>
  );
}

function StreamStateLine({ row }: { readonly row: StreamRow }) {
  const { isOn, last, span } = row;
  const { stream: states } = detailWords;
  if (!isOn) return <StateLine state={{ shape: 'off', words: states.off }} />;
  if (last === undefined) return <StateLine state={{ shape: 'untested', words: states.never }} />;
  if (last.status === 'done' && span?.status === 'gap') {
    const missing = Math.max(0, span.provider - span.stored);
    return <StateLine state={{ shape: 'warning', words: states.gap(missing) }} />;
  }
  return <StateLine state={streamState(last)} />;
}

function comparedWords(span: StreamRow['span']): string {
  if (span === undefined) return words.notCompared;
  const { status, stored, provider } = span;
  if (status === 'complete') return words.complete(stored, provider);
  return status === 'gap' ? words.gap(provider - stored) : words.differs(stored, provider);
}
