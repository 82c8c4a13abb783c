import { UnstyledButton } from '@mantine/core';

import type { AuditEntry } from '../../api/audit.js';
import { StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { Time } from '../../components/time.js';
import { shortId } from '../../format/numbers.js';
import { auditWords as words } from '../../words/audit.js';
import { commonWords } from '../../words/common.js';
import classes from './audit-entry.module.css';
import section from './section.module.css';

type Choose = (object: string) => void;

/** Who, what, to what, when, and what became of it. */
export function auditColumns(choose: Choose): readonly Column<AuditEntry>[] {
  return [
    {
      id: 'at',
      title: words.columns.at,
      width: 168,
      cell: ({ at }) => <Time at={at} twoLines />,
    },
    { id: 'who', title: words.columns.who, width: 168, cell: (row) => <Who row={row} /> },
    {
      id: 'what',
      title: words.columns.what,
      width: 176,
      cell: (row) => <span title={row.action}>{actionText(row)}</span>,
    },
    {
      id: 'object',
      title: words.columns.object,
      cell: (row) => <AuditObject row={row} onObject={choose} />,
    },
    {
      id: 'address',
      title: words.columns.address,
      width: 112,
      fromWidth: 840,
      cell: ({ address }) =>
        address === null ? (
          <span className="rc-meta">{commonWords.unknown}</span>
        ) : (
          <span className="rc-numbers" title={address}>
            {address}
          </span>
        ),
    },
    {
      id: 'result',
      title: words.columns.result,
      width: 104,
      cell: (row) => <Result row={row} />,
    },
  ];
}

/** Some commands do something else than the route of the same name. */
function actionText({ action, actor }: AuditEntry): string {
  return words.actions[`${actor.kind} ${action}`] ?? words.actions[action] ?? action;
}

function Who({ row: { actor } }: { readonly row: AuditEntry }) {
  const kind = words.actors[actor.kind];
  return (
    <span className={section.two}>
      <span className="rc-cut" title={actor.name}>
        {actor.name}
      </span>
      {kind === '' ? null : <span className="rc-meta">{kind}</span>}
    </span>
  );
}

interface EntryProps {
  readonly row: AuditEntry;
  readonly onObject: Choose;
}

function AuditObject({ row: { object }, onObject }: EntryProps) {
  if (object === null) return <span className="rc-meta">{commonWords.unknown}</span>;
  const shown = isId(object) ? shortId(object) : object;
  return (
    <UnstyledButton
      className={classes.object}
      title={object}
      aria-label={words.onlyObject(shown)}
      onClick={() => onObject(object)}
    >
      {isId(object) ? <code>{shown}</code> : shown}
    </UnstyledButton>
  );
}

/** Ids are cut in the middle; names are not. */
function isId(object: string): boolean {
  return /^[0-9a-f-]{20,}$/.test(object);
}

function Result({ row: { result, code } }: { readonly row: AuditEntry }) {
  const text = words.results[result];
  if (result === 'done') return <span className="rc-meta">{text}</span>;
  const shape = result === 'refused' ? 'warning' : 'bad';
  return (
    <span title={code ?? undefined}>
      <StateLine state={{ shape, words: text }} />
    </span>
  );
}

/** An entry where the page is narrow. */
export function AuditCard({ row, onObject }: EntryProps) {
  return (
    <div className={section.card}>
      <div className={section.row}>
        <span className="rc-name">{actionText(row)}</span>
        <Result row={row} />
      </div>
      <AuditObject row={row} onObject={onObject} />
      <div className={`${section.row} rc-meta`}>
        <span className="rc-cut">{row.actor.name}</span>
        <Time at={row.at} />
      </div>
    </div>
  );
}
