import { IconArrowsExchange, IconMinus, IconPlus, type TablerIcon } from '@tabler/icons-react';

import type { TitledHolder } from '../../api/access.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { Time } from '../../components/time.js';
import { wholeNumber } from '../../format/numbers.js';
import { accessWords as words } from '../../words/access.js';
import access from './access-page.module.css';
import classes from './compare-page.module.css';
import { grantersOf, pathText, sinceOf } from './held-path.js';

interface Difference {
  /** As it is afterwards; for what is lost, as it was. */
  readonly after: TitledHolder;
  readonly before?: TitledHolder;
}

const kinds = {
  added: { title: words.added, tone: 'ok', icon: IconPlus },
  removed: { title: words.removed, tone: 'bad', icon: IconMinus },
  moved: { title: words.moved, tone: 'idle', icon: IconArrowsExchange },
} as const satisfies Readonly<Record<string, { title: string; tone: string; icon: TablerIcon }>>;

interface DifferenceListProps {
  readonly kind: keyof typeof kinds;
  readonly rows: readonly Difference[];
}

/** Who gained, who lost, or who holds it by another role. Nothing where there is nobody. */
export function DifferenceList({ kind, rows }: DifferenceListProps) {
  if (rows.length === 0) return null;
  const { title, tone, icon: Icon } = kinds[kind];
  return (
    <section className={classes.list} aria-label={title}>
      <h2 className={classes.head} data-tone={tone}>
        <Icon size={16} stroke={2} aria-hidden />
        {title} <span className="rc-meta">{wholeNumber(rows.length)}</span>
      </h2>
      <DataTable
        label={title}
        rows={rows}
        columns={kind === 'added' ? gainedColumns : columns}
        rowKey={({ after }) => after.line}
        rowHeight={62}
        listBelow={480}
        card={(row) => <DifferenceCard row={row} />}
      />
    </section>
  );
}

const columns: readonly Column<Difference>[] = [
  { id: 'account', title: words.columns.account, cell: ({ after }) => <Account holder={after} /> },
  { id: 'what', title: words.capability, width: 200, cell: ({ after }) => after.title },
  { id: 'path', title: words.columns.path, cell: (row) => <Ways row={row} /> },
];

const gainedColumns: readonly Column<Difference>[] = [
  ...columns,
  {
    id: 'since',
    title: words.columns.since,
    width: 112,
    fromWidth: 640,
    cell: ({ after }) => {
      const since = sinceOf(after.paths);
      return since === undefined ? (
        <span className="rc-meta">{words.notKnown}</span>
      ) : (
        <Time at={since} />
      );
    },
  },
  {
    id: 'by',
    title: words.columns.by,
    width: 168,
    fromWidth: 800,
    cell: ({ after }) => {
      const granters = grantersOf(after.paths).join(', ');
      return granters === '' ? (
        <span className="rc-meta">{words.notKnown}</span>
      ) : (
        <span className="rc-cut rc-below" title={granters}>
          {granters}
        </span>
      );
    },
  },
];

function Account({ holder }: { readonly holder: TitledHolder }) {
  const { displayName, username } = holder;
  return (
    <span className={access.two}>
      <span className="rc-name rc-cut">{displayName ?? username}</span>
      {displayName === null ? null : (
        <span className="rc-meta rc-cut" title={username}>
          {username}
        </span>
      )}
    </span>
  );
}

function Ways({ row: { before, after } }: { readonly row: Difference }) {
  const text = after.paths.map(pathText).join('; ');
  const was = before?.paths.map(pathText).join('; ');
  return (
    <span className={access.two}>
      <span className="rc-cut" title={text}>
        {text}
      </span>
      {was === undefined ? null : (
        <span className="rc-meta rc-cut" title={was}>
          {words.before(was)}
        </span>
      )}
    </span>
  );
}

function DifferenceCard({ row }: { readonly row: Difference }) {
  return (
    <div className={access.card}>
      <Account holder={row.after} />
      <span>{row.after.title}</span>
      <Ways row={row} />
    </div>
  );
}
