import { Link } from 'react-router';

import type { Account } from '../../api/accounts.js';
import { StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { Time } from '../../components/time.js';
import { wholeNumber } from '../../format/numbers.js';
import { accountWords as words } from '../../words/accounts.js';
import { accountHref } from './account-href.js';
import { accountState } from './account-state.js';
import classes from './accounts-page.module.css';

/** The columns of the list, dropped by importance where it is narrow. */
export const accountColumns: readonly Column<Account>[] = [
  { id: 'name', title: words.columns.name, cell: (account) => <AccountName account={account} /> },
  {
    id: 'state',
    title: words.columns.state,
    width: 176,
    cell: (account) => <StateLine state={accountState(account)} />,
  },
  {
    id: 'licence',
    title: words.columns.licence,
    width: 184,
    fromWidth: 960,
    cell: ({ licences: [first, ...rest] }) => (
      <span className={classes.two}>
        <span className="rc-cut">{first ?? '–'}</span>
        {rest.length > 0 ? (
          <span className="rc-meta rc-cut" title={rest.join(', ')}>
            {words.moreLicences(rest.length)}
          </span>
        ) : null}
      </span>
    ),
  },
  {
    id: 'lastUse',
    title: words.columns.lastUse,
    width: 136,
    fromWidth: 640,
    cell: (account) => <LastUse account={account} />,
  },
  {
    id: 'mfa',
    title: words.columns.mfa,
    width: 112,
    fromWidth: 800,
    cell: ({ factors }) => (
      <span className={factors === null ? 'rc-meta' : undefined}>
        {factors === null ? words.notCollected : words.factors(factors.length)}
      </span>
    ),
  },
  {
    id: 'findings',
    title: words.columns.findings,
    width: 96,
    isNumber: true,
    cell: ({ findings }) => wholeNumber(findings),
  },
];

/** The name of an account, with what makes it special below. */
export function AccountName({ account }: { readonly account: Account }) {
  const { displayName, username, integrationId, id } = account;
  const notes = [
    username,
    ...(account.kind === 'human' ? [] : [words.kinds[account.kind] ?? account.kind]),
    ...(account.isAdministrator ? [words.administrator] : []),
    ...(account.isCollector ? [words.own] : []),
  ];
  return (
    <span className={classes.two}>
      <Link to={accountHref(integrationId, id)} className={`${classes.link} rc-name rc-cut`}>
        {displayName ?? username}
      </Link>
      <span className="rc-meta rc-cut" title={notes.join(' · ')}>
        {notes.join(' · ')}
      </span>
    </span>
  );
}

/** When it was used last, and by what. */
export function LastUse({ account: { lastUse } }: { readonly account: Pick<Account, 'lastUse'> }) {
  if (lastUse === null) return <span className="rc-meta">{words.never}</span>;
  return (
    <span className={classes.two}>
      <Time at={lastUse.at} />
      <span className="rc-meta">{words.by[lastUse.by]}</span>
    </span>
  );
}
