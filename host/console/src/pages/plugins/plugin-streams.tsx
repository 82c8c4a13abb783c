import type { WholePlugin } from '../../api/plugins.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { commonWords } from '../../words/common.js';
import { detailWords } from '../../words/details.js';
import { pluginWords as words } from '../../words/plugins.js';
import { cadenceWords } from '../integration/cadences.js';
import classes from './plugins.module.css';

type Stream = WholePlugin['streams'][number];

/** How often a stream is read that does not say so. */
const defaultCadence = '1d';

/** What a plugin reads, how often, and what it needs for that. */
export function PluginStreams({ streams }: { readonly streams: readonly Stream[] }) {
  return (
    <DataTable
      label={words.streams}
      rows={streams}
      columns={columns}
      rowKey={({ name }) => name}
      rowHeight={52}
    />
  );
}

const columns: readonly Column<Stream>[] = [
  { id: 'title', title: words.streamColumns.title, cell: (stream) => <Title stream={stream} /> },
  {
    id: 'what',
    title: words.streamColumns.what,
    width: 120,
    fromWidth: 480,
    cell: ({ mode }) => words.modes[mode],
  },
  {
    id: 'every',
    title: words.streamColumns.every,
    width: 128,
    cell: ({ cadence = defaultCadence, enabled }) =>
      enabled === false ? words.off : detailWords.schedule.every(cadenceWords(cadence)),
  },
  {
    id: 'personal',
    title: words.streamColumns.personal,
    width: 128,
    fromWidth: 600,
    cell: ({ personalData = [] }) =>
      personalData.length > 0 ? (
        words.personal
      ) : (
        <span className="rc-meta">{commonWords.unknown}</span>
      ),
  },
];

/** Its name, and the right at the provider that it needs. */
function Title({ stream: { title, permission } }: { readonly stream: Stream }) {
  return (
    <span className={classes.stream}>
      <span className="rc-name rc-cut">{title}</span>
      {permission === undefined ? null : (
        <span className="rc-meta rc-cut" title={permission}>
          {detailWords.streams.needs(permission)}
        </span>
      )}
    </span>
  );
}
