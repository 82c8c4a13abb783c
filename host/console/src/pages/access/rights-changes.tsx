import type { AccessDifferences } from '../../api/access.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { Time } from '../../components/time.js';
import { wholeNumber } from '../../format/numbers.js';
import { accessWords as words } from '../../words/access.js';
import { commonWords } from '../../words/common.js';
import access from './access-page.module.css';
import classes from './compare-page.module.css';

type RightsChange = AccessDifferences['rightsChanges'][number];

/** What the provider's audit trail tells of rights in the same time, the latest first. */
export function RightsChanges({ changes }: { readonly changes: readonly RightsChange[] }) {
  if (changes.length === 0) return null;
  return (
    <section className={classes.list} aria-label={words.changes}>
      <h2 className={classes.head}>
        {words.changes} <span className="rc-meta">{wholeNumber(changes.length)}</span>
      </h2>
      <DataTable
        label={words.changes}
        rows={changes.toReversed()}
        columns={columns}
        rowKey={({ integrationId, auditEventId }) => `${integrationId} ${auditEventId}`}
        rowHeight={52}
        listBelow={560}
        card={(row) => <ChangeCard row={row} />}
      />
    </section>
  );
}

const columns: readonly Column<RightsChange>[] = [
  {
    id: 'at',
    title: words.changeColumns.at,
    width: 176,
    cell: ({ at }) => <Time at={at} twoLines />,
  },
  { id: 'who', title: words.changeColumns.who, cell: (row) => <Cell text={whoOf(row)} /> },
  { id: 'what', title: words.changeColumns.what, width: 184, cell: whatOf },
  { id: 'role', title: words.changeColumns.role, cell: ({ role }) => <Cell text={role} /> },
  {
    id: 'whom',
    title: words.changeColumns.whom,
    fromWidth: 760,
    cell: ({ target }) => <Cell text={target} />,
  },
];

function Cell({ text }: { readonly text: string | null }) {
  if (text === null) return <span className="rc-meta">{commonWords.unknown}</span>;
  return (
    <span className="rc-cut rc-below" title={text}>
      {text}
    </span>
  );
}

function whoOf({ actor, delegate }: RightsChange): string | null {
  if (delegate === null) return actor;
  return actor === null ? delegate : words.asSomebody(delegate, actor);
}

function whatOf(change: RightsChange): string {
  return words.changeClasses[change.class] ?? change.class.replaceAll('_', ' ');
}

function ChangeCard({ row }: { readonly row: RightsChange }) {
  return (
    <div className={access.card}>
      <span className="rc-name">{whatOf(row)}</span>
      <Cell text={[row.role, row.target].filter((part) => part !== null).join(' · ')} />
      <div className={`${access.between} rc-meta`}>
        <Cell text={whoOf(row)} />
        <Time at={row.at} />
      </div>
    </div>
  );
}
