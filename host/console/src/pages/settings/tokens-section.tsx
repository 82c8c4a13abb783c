import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type ApiToken, removeToken, tokensQuery } from '../../api/tokens.js';
import { useMay } from '../../app/session-context.js';
import { Empty } from '../../components/empty.js';
import { QueryView } from '../../components/query-view.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time, useNow } from '../../components/time.js';
import { useToast } from '../../components/toast.js';
import { settingsWords } from '../../words/settings.js';
import { tokenWords as words } from '../../words/tokens.js';
import { Section } from './section.js';
import classes from './section.module.css';
import { TokenDialog } from './token-dialog.js';

/** API tokens: the own ones, everybody's for an administrator. */
export function TokensSection() {
  const tokens = useQuery(tokensQuery);
  const [isAdding, setIsAdding] = useState(false);
  const [revoked, setRevoked] = useState<ApiToken>();
  const isAdministrator = useMay('administrator');
  const addButton = (
    <Button
      leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
      onClick={() => setIsAdding(true)}
    >
      {words.add}
    </Button>
  );
  const isEmpty = tokens.data?.length === 0;
  return (
    <Section
      title={settingsWords.sections.tokens}
      text={words.text}
      action={isEmpty ? null : addButton}
    >
      <QueryView query={tokens} skeleton={<TableSkeleton rows={3} />} failed={words.failed}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon={IconKey} title={words.none} text={words.noneText}>
              {addButton}
            </Empty>
          ) : (
            <DataTable
              label={settingsWords.sections.tokens}
              rows={rows}
              columns={columnsOf(isAdministrator, setRevoked)}
              rowKey={({ id }) => id}
              rowHeight={62}
              listBelow={520}
              card={(row) => <TokenCard row={row} onRevoke={() => setRevoked(row)} />}
            />
          )
        }
      </QueryView>
      {isAdding ? <TokenDialog onClose={() => setIsAdding(false)} /> : null}
      {revoked ? <RevokeDialog token={revoked} onClose={() => setRevoked(undefined)} /> : null}
    </Section>
  );
}

function columnsOf(
  isAdministrator: boolean,
  revoke: (token: ApiToken) => void,
): readonly Column<ApiToken>[] {
  return [
    { id: 'name', title: words.columns.name, cell: (row) => <TokenName row={row} /> },
    ...(isAdministrator
      ? [
          {
            id: 'user',
            title: words.columns.user,
            width: 200,
            fromWidth: 760,
            cell: ({ user }: ApiToken) =>
              user === null ? (
                <span className="rc-meta">{words.nobody}</span>
              ) : (
                <span title={user}>{user}</span>
              ),
          },
        ]
      : []),
    {
      id: 'expires',
      title: words.columns.expires,
      width: 128,
      cell: (row) => <Expiry row={row} />,
    },
    {
      id: 'used',
      title: words.columns.used,
      width: 128,
      fromWidth: 640,
      cell: (row) => <LastUse row={row} />,
    },
    {
      id: 'menu',
      title: words.columns.menu,
      isTitleHidden: true,
      isNumber: true,
      width: 112,
      cell: (row) => <RevokeButton row={row} onRevoke={() => revoke(row)} />,
    },
  ];
}

function TokenName({ row }: { readonly row: ApiToken }) {
  return (
    <span className={classes.two}>
      <span className="rc-name rc-cut">{row.name}</span>
      <span className="rc-meta">{words.scopes[row.scope]}</span>
    </span>
  );
}

function Expiry({ row: { expiresAt } }: { readonly row: ApiToken }) {
  const now = useNow();
  if (expiresAt === null) return <span className="rc-meta">{words.never}</span>;
  if (new Date(expiresAt) <= now) {
    return <StateLine state={{ shape: 'off', words: words.expired }} />;
  }
  return <Time at={expiresAt} />;
}

function LastUse({ row: { lastUsedAt } }: { readonly row: ApiToken }) {
  if (lastUsedAt === null) return <span className="rc-meta">{words.unused}</span>;
  return <Time at={lastUsedAt} />;
}

interface RowActionProps {
  readonly row: ApiToken;
  readonly onRevoke: () => void;
}

function RevokeButton({ row, onRevoke }: RowActionProps) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={words.revokeNamed(row.name)}
      onClick={onRevoke}
    >
      {words.revoke}
    </Button>
  );
}

function TokenCard({ row, onRevoke }: RowActionProps) {
  return (
    <div className={classes.card}>
      <div className={classes.row}>
        <TokenName row={row} />
        <RevokeButton row={row} onRevoke={onRevoke} />
      </div>
      <div className={`${classes.row} rc-meta`}>
        <span>
          {words.columns.expires} <Expiry row={row} />
        </span>
        <LastUse row={row} />
      </div>
    </div>
  );
}

interface RevokeDialogProps {
  readonly token: ApiToken;
  readonly onClose: () => void;
}

function RevokeDialog({ token, onClose }: RevokeDialogProps) {
  const client = useQueryClient();
  const toast = useToast();
  const revoke = useMutation({
    mutationFn: () => removeToken(token.id),
    onSuccess: async () => {
      onClose();
      toast({ text: words.revoked(token.name) });
      await client.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  return (
    <QuestionDialog
      title={words.revokeTitle(token.name)}
      verb={words.revoke}
      isBad
      isPending={revoke.isPending}
      error={revoke.error}
      failed={words.notRevoked}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <p>{words.revokeText}</p>
    </QuestionDialog>
  );
}
