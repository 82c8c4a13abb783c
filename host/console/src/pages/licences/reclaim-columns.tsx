import { Tooltip } from '@mantine/core';
import { Link } from 'react-router';

import type { IdleAccount } from '../../api/licences.js';
import type { Column } from '../../components/table/column.js';
import { money, wholeNumber } from '../../format/numbers.js';
import { date, timeWords } from '../../format/times.js';
import { licenceWords as words } from '../../words/licences.js';
import classes from './reclaim-list.module.css';

/** The columns of the reclaim list, dropped by importance where it is narrow. */
export function reclaimColumns(
  currency: string,
  hrefOf: (account: IdleAccount) => string,
): readonly Column<IdleAccount>[] {
  const names = words.columns;
  return [
    {
      id: 'account',
      title: names.account,
      cell: (account) => (
        <Link
          to={hrefOf(account)}
          className={`${classes.link} rc-name rc-cut`}
          title={account.username}
        >
          {account.username}
        </Link>
      ),
      sortValue: ({ username }) => username,
    },
    {
      id: 'licence',
      title: names.licence,
      width: 160,
      cell: ({ licence, licences }) => (
        <span className="rc-cut" title={licences.join(', ')}>
          {licence}
        </span>
      ),
      sortValue: ({ licence }) => licence,
    },
    {
      id: 'last',
      title: names.lastUse,
      width: 176,
      cell: (account) => <LastUse account={account} />,
      sortValue: ({ lastUse }) => (lastUse ? Date.parse(lastUse.at) : undefined),
    },
    {
      id: 'why',
      title: names.why,
      width: 288,
      fromWidth: 1040,
      cell: ({ reason, guards }) => {
        const text = sentence([...guards, reason].join('; '));
        return (
          <span className="rc-cut" title={text}>
            {text}
          </span>
        );
      },
    },
    {
      id: 'action',
      title: names.action,
      width: 112,
      fromWidth: 760,
      cell: ({ action }) => words.actions[action] ?? action,
      sortValue: ({ action }) => action,
    },
    {
      id: 'saving',
      title: names.saving(currency),
      width: 120,
      isNumber: true,
      cell: (account) => <Saving account={account} currency={currency} />,
      sortValue: ({ monthlySaving }) => monthlySaving ?? undefined,
    },
  ];
}

/** "Token, 14 Jul 2026": when it was used last, and how. */
export function lastUseText({ lastUse }: Pick<IdleAccount, 'lastUse'>): string {
  if (lastUse === null) return words.never;
  return words.use(words.uses[lastUse.by] ?? lastUse.by, date(new Date(lastUse.at)));
}

/** Reasons begin small; here they stand alone. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function LastUse({ account }: { readonly account: IdleAccount }) {
  const { lastUse } = account;
  if (lastUse === null) return words.never;
  return (
    <Tooltip label={timeWords(new Date(lastUse.at), new Date()).full}>
      <time dateTime={lastUse.at} className="rc-numbers rc-cut">
        {lastUseText(account)}
      </time>
    </Tooltip>
  );
}

function Saving({
  account,
  currency,
}: {
  readonly account: IdleAccount;
  readonly currency: string;
}) {
  const { monthlySaving } = account;
  if (monthlySaving === null) {
    return (
      <Tooltip label={words.priceMissing}>
        <span className="rc-meta">{words.priceMissingShort}</span>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={words.perYear(money(monthlySaving * 12, currency))}>
      <span>{wholeNumber(monthlySaving)}</span>
    </Tooltip>
  );
}
