import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { type User, usersQuery } from '../../api/users.js';
import { useSession } from '../../app/session-context.js';
import { QueryView } from '../../components/query-view.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time } from '../../components/time.js';
import { settingsWords } from '../../words/settings.js';
import { userWords as words } from '../../words/users.js';
import { Section } from './section.js';
import classes from './section.module.css';
import { AddUserDialog } from './user-form.js';
import { UserMenu } from './user-menu.js';

/** Everybody who may sign in, and as what. */
export function UsersSection() {
  const users = useQuery(usersQuery);
  const [isAdding, setIsAdding] = useState(false);
  const administrators = countAdministrators(users.data ?? []);
  return (
    <Section
      title={settingsWords.sections.users}
      text={users.data ? words.text(users.data.length, administrators) : ' '}
      action={
        <Button
          leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
          onClick={() => setIsAdding(true)}
        >
          {words.add}
        </Button>
      }
    >
      <QueryView query={users} skeleton={<TableSkeleton rows={3} />} failed={words.failed}>
        {(rows) => (
          <DataTable
            label={settingsWords.sections.users}
            rows={rows}
            columns={columnsOf(administrators)}
            rowKey={({ id }) => id}
            rowHeight={62}
            listBelow={520}
            card={(row) => <UserCard row={row} administrators={administrators} />}
          />
        )}
      </QueryView>
      {isAdding ? <AddUserDialog onClose={() => setIsAdding(false)} /> : null}
    </Section>
  );
}

function countAdministrators(users: readonly User[]): number {
  return users.filter(({ role }) => role === 'administrator').length;
}

function columnsOf(administrators: number): readonly Column<User>[] {
  return [
    { id: 'name', title: words.columns.name, cell: (row) => <UserName row={row} /> },
    {
      id: 'role',
      title: words.columns.role,
      width: 136,
      cell: ({ role }) => settingsWords.roles[role],
    },
    {
      id: 'last',
      title: words.columns.last,
      width: 184,
      fromWidth: 600,
      cell: (row) => <LastSignIn row={row} />,
    },
    {
      id: 'menu',
      title: words.columns.menu,
      isTitleHidden: true,
      isNumber: true,
      width: 64,
      cell: (row) => <UserMenu user={row} isLast={isLast(row, administrators)} />,
    },
  ];
}

function isLast({ role }: User, administrators: number): boolean {
  return role === 'administrator' && administrators === 1;
}

function UserName({ row }: { readonly row: User }) {
  const { user } = useSession();
  return (
    <span className={classes.two}>
      <span className="rc-cut">
        <span className="rc-name">{row.name}</span>
        {row.id === user.id ? <span className="rc-meta"> · {words.you}</span> : null}
      </span>
      <span className="rc-meta rc-cut">{row.login}</span>
    </span>
  );
}

function LastSignIn({ row }: { readonly row: User }) {
  if (row.lastSignInAt !== null) return <Time at={row.lastSignInAt} />;
  return <span className="rc-meta">{row.hasPassword ? words.never : words.noPassword}</span>;
}

interface UserCardProps {
  readonly row: User;
  readonly administrators: number;
}

function UserCard({ row, administrators }: UserCardProps) {
  return (
    <div className={classes.card}>
      <div className={classes.row}>
        <UserName row={row} />
        <UserMenu user={row} isLast={isLast(row, administrators)} />
      </div>
      <div className={classes.row}>
        <span>{settingsWords.roles[row.role]}</span>
        <LastSignIn row={row} />
      </div>
    </div>
  );
}
