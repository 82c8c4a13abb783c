import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import {
  endAllSessions,
  endSession,
  type OwnSession,
  ownSessionsQuery,
} from '../../api/own-sessions.js';
import { sessionKey } from '../../api/session.js';
import { ErrorNote } from '../../components/error-note.js';
import { QueryView } from '../../components/query-view.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time } from '../../components/time.js';
import { useToast } from '../../components/toast.js';
import { clientName } from '../../format/clients.js';
import { profileWords as words } from '../../words/profile.js';
import { Section } from './section.js';
import classes from './section.module.css';

/** Everywhere that the person is signed in, and signing out there. */
export function OwnSessions() {
  const sessions = useQuery(ownSessionsQuery);
  const [isAsking, setIsAsking] = useState(false);
  const end = useEnd();
  return (
    <Section
      title={words.sessions}
      text={words.sessionsText}
      action={
        <Button variant="default" onClick={() => setIsAsking(true)}>
          {words.endAll}
        </Button>
      }
    >
      {end.error ? <ErrorNote error={end.error} title={words.endFailed} /> : null}
      <QueryView
        query={sessions}
        skeleton={<TableSkeleton rows={2} />}
        failed={words.sessionsFailed}
      >
        {(rows) => (
          <>
            <DataTable
              label={words.sessions}
              rows={rows}
              columns={columnsOf((session) => end.mutate(session))}
              rowKey={({ id }) => id}
              rowHeight={62}
              listBelow={480}
              card={(row) => <SessionCard row={row} onEnd={() => end.mutate(row)} />}
            />
            {isAsking ? (
              <EndAllDialog count={rows.length} onClose={() => setIsAsking(false)} />
            ) : null}
          </>
        )}
      </QueryView>
    </Section>
  );
}

function useEnd() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ id }: OwnSession) => endSession(id),
    onSuccess: (_, session) => toast({ text: words.ended(clientName(session.client)) }),
    onSettled: () => client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  });
}

function columnsOf(end: (session: OwnSession) => void): readonly Column<OwnSession>[] {
  return [
    { id: 'client', title: words.columns.client, cell: (row) => <Client row={row} /> },
    {
      id: 'address',
      title: words.columns.address,
      width: 152,
      fromWidth: 600,
      cell: ({ address }) => <span className="rc-numbers">{address}</span>,
    },
    {
      id: 'since',
      title: words.columns.since,
      width: 112,
      fromWidth: 720,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      id: 'used',
      title: words.columns.used,
      width: 112,
      cell: ({ lastUsedAt }) => <Time at={lastUsedAt} />,
    },
    {
      id: 'end',
      title: words.columns.end,
      isTitleHidden: true,
      isNumber: true,
      width: 120,
      cell: (row) => <EndButton row={row} onEnd={() => end(row)} />,
    },
  ];
}

function Client({ row }: { readonly row: OwnSession }) {
  return (
    <span className={classes.two}>
      <span className="rc-name rc-cut" title={row.client}>
        {clientName(row.client)}
      </span>
      {row.isCurrent ? <span className="rc-meta">{words.thisOne}</span> : null}
    </span>
  );
}

function EndButton({ row, onEnd }: { readonly row: OwnSession; readonly onEnd: () => void }) {
  if (row.isCurrent) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={words.endNamed(clientName(row.client))}
      onClick={onEnd}
    >
      {words.end}
    </Button>
  );
}

function SessionCard({ row, onEnd }: { readonly row: OwnSession; readonly onEnd: () => void }) {
  return (
    <div className={classes.card}>
      <div className={classes.row}>
        <Client row={row} />
        <EndButton row={row} onEnd={onEnd} />
      </div>
      <div className={`${classes.row} rc-meta`}>
        <span className="rc-numbers">{row.address}</span>
        <Time at={row.lastUsedAt} />
      </div>
    </div>
  );
}

function EndAllDialog({
  count,
  onClose,
}: {
  readonly count: number;
  readonly onClose: () => void;
}) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const end = useMutation({
    mutationFn: endAllSessions,
    onSuccess: () => {
      client.clear();
      client.setQueryData(sessionKey, null);
      navigate('/sign-in');
    },
  });
  return (
    <QuestionDialog
      title={words.endAllTitle}
      verb={words.endAllVerb}
      isBad
      isPending={end.isPending}
      error={end.error}
      failed={words.endFailed}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      <p>{words.endAllText(count)}</p>
    </QuestionDialog>
  );
}
