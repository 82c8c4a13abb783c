import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import type { WholeIntegration } from '../../api/integrations.js';
import { runsQuery } from '../../api/runs.js';
import { useMay } from '../../app/session-context.js';
import { ErrorNote } from '../../components/error-note.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time, useNow } from '../../components/time.js';
import { timeWords } from '../../format/times.js';
import { detailWords } from '../../words/details.js';
import { cadenceOf, cadencesWith, cadenceWords } from './cadences.js';
import { useIntegration } from './integration-context.js';
import classes from './schedule-tab.module.css';
import { type StreamRow, streamRows } from './stream-rows.js';
import { useOptions } from './use-options.js';

const words = detailWords.schedule;
const defaultCadence = '1d';

/** How often each stream is read, and when that is next. */
export function ScheduleTab() {
  const { integration, plugin } = useIntegration();
  const { data: runs = [] } = useQuery(runsQuery(integration.id));
  const mayAct = useMay('operator');
  const now = useNow();
  const options = useOptions(integration.id);
  if (!plugin) return <TableSkeleton />;
  const rows = streamRows({ integration, plugin, runs, spans: [] }).filter(({ isOn }) => isOn);
  const set = (stream: string, cadence: string | null) =>
    options.mutate({ [`schedule.${stream}`]: cadence });
  return (
    <div className={classes.schedule}>
      <div>
        <p className="rc-name">{nextWords(integration, now)}</p>
        <p className="rc-meta">{words.intro}</p>
      </div>
      {options.error ? <ErrorNote error={options.error} title={words.saveFailed} /> : null}
      <DataTable
        label={detailWords.tabs.schedule}
        rows={rows}
        columns={columnsOf({ integration, mayAct, set })}
        rowKey={({ stream }) => stream.name}
        rowHeight={52}
      />
      <Select
        className={classes.zone}
        label={words.timezone}
        description={words.timezoneHelp}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={Intl.supportedValuesOf('timeZone')}
        value={zoneOf(integration)}
        placeholder={words.hostZone}
        searchable
        clearable
        limit={100}
        readOnly={!mayAct}
        onChange={(timezone) => options.mutate({ timezone })}
      />
    </div>
  );
}

function nextWords({ nextAt, openRun }: WholeIntegration, now: Date): string {
  if (openRun?.hook === 'collect') return detailWords.stream.running;
  if (nextAt === null) return words.nothing;
  const next = new Date(nextAt);
  return next <= now ? words.due : words.next(timeWords(next, now).short);
}

interface ColumnsInput {
  readonly integration: WholeIntegration;
  readonly mayAct: boolean;
  readonly set: (stream: string, cadence: string | null) => void;
}

function columnsOf({ integration, mayAct, set }: ColumnsInput): readonly Column<StreamRow>[] {
  return [
    {
      id: 'stream',
      title: words.columns.stream,
      cell: ({ stream }) => <span className="rc-name">{stream.title}</span>,
    },
    {
      id: 'every',
      title: words.columns.every,
      width: 220,
      cell: ({ stream }) => (
        <Cadence
          title={stream.title}
          chosen={cadenceOf(integration.options, stream.name)}
          byDefault={stream.cadence ?? defaultCadence}
          mayAct={mayAct}
          onChange={(cadence) => set(stream.name, cadence)}
        />
      ),
    },
    {
      id: 'last',
      title: words.columns.last,
      width: 128,
      fromWidth: 560,
      cell: ({ lastRead }) =>
        lastRead === undefined ? (
          <span className="rc-meta">{detailWords.stream.never}</span>
        ) : (
          <Time at={lastRead} />
        ),
    },
  ];
}

interface CadenceProps {
  readonly title: string;
  readonly chosen: string | undefined;
  readonly byDefault: string;
  readonly mayAct: boolean;
  readonly onChange: (cadence: string | null) => void;
}

function Cadence({ title, chosen, byDefault, mayAct, onChange }: CadenceProps) {
  const none = '';
  return (
    <Select
      aria-label={words.label(title)}
      data={[
        { value: none, label: words.byDefault(cadenceWords(byDefault)) },
        ...cadencesWith(chosen).map((value) => ({
          value,
          label: words.every(cadenceWords(value)),
        })),
      ]}
      value={chosen ?? none}
      allowDeselect={false}
      readOnly={!mayAct}
      onChange={(value) => onChange(value === none ? null : value)}
    />
  );
}

function zoneOf({ options }: WholeIntegration): string | null {
  return typeof options.timezone === 'string' ? options.timezone : null;
}
