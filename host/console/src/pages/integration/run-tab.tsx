import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';

import type { WholePlugin } from '../../api/plugins.js';
import { useLiveRun } from '../../api/run-events.js';
import { isOpen, type Run, type RunStream, runQuery } from '../../api/runs.js';
import { CopyText } from '../../components/copy-button.js';
import { QueryView } from '../../components/query-view.js';
import { StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time } from '../../components/time.js';
import { wholeNumber } from '../../format/numbers.js';
import { date, timeWords } from '../../format/times.js';
import { detailWords } from '../../words/details.js';
import { TestResult } from '../add-integration/test-result.js';
import { streamTitle, useIntegration } from './integration-context.js';
import { RunLog } from './run-log.js';
import { runDurationMs, runState, sumOf } from './run-state.js';
import { RunStreams } from './run-streams.js';
import classes from './run-tab.module.css';
import { streamState } from './stream-state.js';

const words = detailWords.run;

/** The receipt of one run: what it read, what that cost, what is missing, and its log. */
export function RunTab() {
  const { run: id = '' } = useParams();
  const { integration, plugin } = useIntegration();
  const query = useQuery(runQuery(id));
  const home = `/integrations/${encodeURIComponent(integration.id)}/runs`;
  return (
    <div className={classes.run}>
      <Link to={home} className={classes.back}>
        <IconArrowLeft size={16} stroke={1.6} aria-hidden />
        {words.back}
      </Link>
      <QueryView query={query} skeleton={<TableSkeleton />} failed={words.failed}>
        {(run) => <Receipt run={run} plugin={plugin} />}
      </QueryView>
    </div>
  );
}

interface ReceiptProps {
  readonly run: Run;
  readonly plugin: WholePlugin | undefined;
}

function Receipt({ run, plugin }: ReceiptProps) {
  useLiveRun(isOpen(run) ? run.id : undefined);
  const streams = Object.entries(run.streams).map(([name, stream]) => ({ name, ...stream }));
  return (
    <>
      <ReceiptHead run={run} />
      {run.checks ? (
        <section className="rc-card">
          <h2 className={classes.title}>{words.checks}</h2>
          <div className={classes.padded}>
            <TestResult
              checks={run.checks}
              outcome={isOpen(run) ? undefined : { connected: run.connected ?? false }}
              tookMs={runDurationMs(run)}
              stepOf={(step) => stepOf(plugin, step)}
            />
          </div>
        </section>
      ) : null}
      {streams.length > 0 ? (
        <section>
          <h2 className={classes.title}>{words.streams}</h2>
          {isOpen(run) ? (
            <div className="rc-card">
              <RunStreams run={run} plugin={plugin} />
            </div>
          ) : (
            <StreamTable streams={streams} plugin={plugin} />
          )}
        </section>
      ) : null}
      <section>
        <h2 className={classes.title}>{words.log}</h2>
        <RunLog run={run} />
      </section>
    </>
  );
}

function ReceiptHead({ run }: { readonly run: Run }) {
  const started = new Date(run.startedAt ?? run.requestedAt);
  const ms = runDurationMs(run);
  const { error, resumeAt, quota } = run;
  return (
    <header className={`${classes.head} rc-card`}>
      <h2>{words.title(words.hook[run.hook], date(started))}</h2>
      <StateLine state={{ ...runState(run), detail: undefined }} />
      {error ? (
        <p className="rc-prose">
          {error.message}. {error.hint}
        </p>
      ) : null}
      {resumeAt === null ? null : (
        <p>{words.resumes(timeWords(new Date(resumeAt), new Date()).short)}</p>
      )}
      <ul className={`${classes.facts} rc-meta rc-numbers`}>
        <li>
          <Time at={started.toISOString()} />
        </li>
        <li>{words.trigger[run.trigger]}</li>
        {ms === undefined ? null : <li>{words.took(ms)}</li>}
        {quota && quota.limit !== null ? (
          <li>{words.share(sumOf(run, 'requests'), quota.limit)}</li>
        ) : null}
        <li>
          <CopyText value={run.id} what="run id" />
        </li>
      </ul>
    </header>
  );
}

function stepOf(plugin: WholePlugin | undefined, id: string) {
  const index = plugin?.setup.findIndex((step) => step.id === id) ?? -1;
  const step = plugin?.setup[index];
  return step && { number: index + 1, title: step.title };
}

type StreamRow = RunStream & { readonly name: string };

interface StreamTableProps {
  readonly streams: readonly StreamRow[];
  readonly plugin: WholePlugin | undefined;
}

function StreamTable({ streams, plugin }: StreamTableProps) {
  return (
    <DataTable
      label={words.streams}
      rows={streams}
      columns={streamColumns(plugin)}
      rowKey={({ name }) => name}
      rowHeight={44}
      listBelow={600}
      card={(row) => (
        <div className={classes.padded}>
          <span className="rc-name">{streamTitle(plugin, row.name)}</span>
          <StateLine state={streamState(row)} />
        </div>
      )}
    />
  );
}

function streamColumns(plugin: WholePlugin | undefined): readonly Column<StreamRow>[] {
  const { receiptColumns } = detailWords;
  const number = (
    id: 'records' | 'inserted' | 'updated' | 'gone' | 'requests',
    fromWidth: number,
  ): Column<StreamRow> => ({
    id,
    title: receiptColumns[id],
    width: 88,
    isNumber: true,
    fromWidth,
    cell: (row) => wholeNumber(row[id]),
  });
  return [
    {
      id: 'stream',
      title: receiptColumns.stream,
      width: 184,
      cell: ({ name }) => <span className="rc-name">{streamTitle(plugin, name)}</span>,
    },
    {
      id: 'state',
      title: receiptColumns.state,
      cell: (row) => <StateLine state={streamState(row)} />,
    },
    number('records', 0),
    number('inserted', 760),
    number('updated', 840),
    number('gone', 920),
    number('requests', 680),
  ];
}
