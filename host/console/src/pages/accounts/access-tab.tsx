import type { WholeAccount } from '../../api/accounts.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { Time } from '../../components/time.js';
import { accountWords as words } from '../../words/accounts.js';
import { grantersOf, pathText, sinceOf } from '../access/held-path.js';
import { useAccount } from './account-layout.js';
import classes from './account-layout.module.css';

type Held = WholeAccount['access'][number];
type Role = WholeAccount['roles'][number];

/** What it can do, by which way, since when and given by whom; and its roles and groups. */
export function AccessTab() {
  const { access, roles, groups } = useAccount();
  return (
    <>
      <section className={classes.part}>
        <h2>{words.privileged}</h2>
        {access.length === 0 ? (
          <p className="rc-meta">{words.noAccess}</p>
        ) : (
          <DataTable
            label={words.privileged}
            rows={access}
            columns={heldColumns}
            rowKey={({ line }) => line}
            rowHeight={62}
          />
        )}
      </section>
      <section className={classes.part}>
        <h2>{words.roles}</h2>
        {roles.length === 0 ? (
          <p className="rc-meta">{words.noRoles}</p>
        ) : (
          <DataTable
            label={words.roles}
            rows={roles}
            columns={roleColumns}
            rowKey={({ roleId, via }) => `${roleId} ${via}`}
          />
        )}
      </section>
      <section className={classes.part}>
        <h2>{words.groups}</h2>
        <p className={groups.length === 0 ? 'rc-meta' : undefined}>
          {groups.length === 0 ? words.noGroups : groups.map(({ name }) => name).join(', ')}
        </p>
      </section>
    </>
  );
}

const heldColumns: readonly Column<Held>[] = [
  {
    id: 'capability',
    title: words.access.capability,
    width: 200,
    cell: ({ title }) => <span className="rc-name">{title}</span>,
  },
  {
    id: 'path',
    title: words.access.path,
    cell: ({ paths }) => (
      <span className={classes.two}>
        {paths.slice(0, 2).map((path) => (
          <span key={path.roleId + path.via} className="rc-cut" title={pathText(path)}>
            {pathText(path)}
          </span>
        ))}
      </span>
    ),
  },
  {
    id: 'since',
    title: words.access.since,
    width: 136,
    fromWidth: 560,
    cell: ({ paths }) => {
      const since = sinceOf(paths);
      if (since !== undefined) return <Time at={since} />;
      return (
        <span className="rc-meta" title={words.access.fromStart}>
          {words.access.notKnown}
        </span>
      );
    },
  },
  {
    id: 'by',
    title: words.access.by,
    width: 168,
    fromWidth: 760,
    cell: ({ paths }) => {
      const givers = grantersOf(paths).join(', ');
      if (givers === '') return <span className="rc-meta">{words.access.notKnown}</span>;
      return (
        <span className="rc-cut rc-below" title={givers}>
          {givers}
        </span>
      );
    },
  },
];

const roleColumns: readonly Column<Role>[] = [
  {
    id: 'name',
    title: words.roleColumns.name,
    cell: ({ name }) => <span title={name}>{name}</span>,
  },
  {
    id: 'kind',
    title: words.roleColumns.kind,
    width: 176,
    fromWidth: 480,
    cell: ({ kind }) => words.roleKinds[kind] ?? kind.replaceAll('_', ' '),
  },
  {
    id: 'via',
    title: words.roleColumns.via,
    width: 128,
    cell: ({ via }) => words.vias[via] ?? via,
  },
  {
    id: 'seen',
    title: words.roleColumns.seen,
    width: 120,
    fromWidth: 640,
    cell: ({ firstSeen }) => (firstSeen === null ? null : <Time at={firstSeen} />),
  },
];
