import { UnstyledButton } from '@mantine/core';

import type { Holder } from '../../api/access.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import type { Column } from '../../components/table/column.js';
import { Time } from '../../components/time.js';
import { accessWords as words } from '../../words/access.js';
import { commonWords } from '../../words/common.js';
import classes from './access-page.module.css';
import { grantersOf, pathText, sinceOf } from './held-path.js';

/** Who, by which way, since when, given by whom, and last used. */
export const holderColumns: readonly Column<Holder>[] = [
  { id: 'account', title: words.columns.account, cell: (row) => <HolderName holder={row} /> },
  { id: 'path', title: words.columns.path, cell: (row) => <Ways holder={row} /> },
  {
    id: 'since',
    title: words.columns.since,
    width: 120,
    fromWidth: 600,
    cell: (row) => <Since holder={row} />,
  },
  {
    id: 'by',
    title: words.columns.by,
    width: 152,
    fromWidth: 800,
    cell: (row) => <Granters holder={row} />,
  },
  { id: 'used', title: words.columns.used, width: 128, cell: (row) => <LastUse holder={row} /> },
];

interface HolderProps {
  readonly holder: Holder;
}

function HolderName({ holder }: HolderProps) {
  const url = useUrlState();
  return <NameButton holder={holder} onOpen={() => url.set({ holder: holder.line })} />;
}

/** Its name, which opens every way by which it is held. */
function NameButton({ holder, onOpen }: HolderProps & { readonly onOpen: () => void }) {
  const { displayName, username, kind } = holder;
  const second = displayName === null ? words.kind(kind) : username;
  return (
    <span className={classes.two}>
      <UnstyledButton className={`${classes.open} rc-cut`} onClick={onOpen}>
        {displayName ?? username}
      </UnstyledButton>
      <span className="rc-meta rc-cut" title={username}>
        {second}
      </span>
    </span>
  );
}

function Ways({ holder: { paths } }: HolderProps) {
  const [first, ...rest] = paths;
  if (!first) return null;
  return (
    <span className={classes.two}>
      <span className="rc-cut" title={pathText(first)}>
        {first.role}
      </span>
      <span className="rc-meta rc-cut">
        {[words.roleKinds[first.roleKind] ?? '', rest.length > 0 ? words.moreWays(rest.length) : '']
          .filter((part) => part !== '')
          .join(' ')}
      </span>
    </span>
  );
}

/** Since when, as far as it is proven. */
function Since({ holder: { paths } }: HolderProps) {
  const since = sinceOf(paths);
  if (since !== undefined) return <Time at={since} />;
  return (
    <span className="rc-meta" title={words.always}>
      {words.notKnown}
    </span>
  );
}

function Granters({ holder: { paths } }: HolderProps) {
  const granters = grantersOf(paths);
  if (granters.length === 0) {
    return (
      <span className="rc-meta" title={words.notKnownHint}>
        {words.notKnown}
      </span>
    );
  }
  const text = granters.join(', ');
  return (
    <span className="rc-cut rc-below" title={text}>
      {text}
    </span>
  );
}

function LastUse({ holder: { lastSignInAt } }: HolderProps) {
  if (lastSignInAt === null) return <span className="rc-meta">{words.never}</span>;
  return <Time at={lastSignInAt} />;
}

/** A holder where the page is narrow. */
export function HolderCard({ holder, onOpen }: HolderProps & { readonly onOpen: () => void }) {
  const [first] = holder.paths;
  return (
    <div className={classes.card}>
      <NameButton holder={holder} onOpen={onOpen} />
      <span className="rc-cut">{first ? pathText(first) : commonWords.unknown}</span>
      <div className={`${classes.between} rc-meta`}>
        <span>{words.columns.used}</span>
        <LastUse holder={holder} />
      </div>
    </div>
  );
}
