import { Tooltip } from '@mantine/core';
import { Link } from 'react-router';

import type { SignIn } from '../../api/sign-ins.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { type State, StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { countryName } from '../../format/places.js';
import { momentWords, timeWords } from '../../format/times.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import { addressValue, type FilterField } from './sign-in-filters.js';
import classes from './sign-in-list.module.css';
import { ValueCell } from './value-cell.js';

/** The columns of the list, dropped by importance where it is narrow. */
export function signInColumns(
  url: UrlState,
  hrefOf: (row: SignIn) => string,
): readonly Column<SignIn>[] {
  const value = (field: FilterField, read: (row: SignIn) => string | null) => (row: SignIn) => (
    <ValueCell url={url} field={field} value={addressValue(read(row))} />
  );
  return [
    {
      id: 'time',
      title: words.columns.time,
      width: 148,
      cell: ({ time }) => <Moment at={time} />,
    },
    {
      id: 'account',
      title: words.columns.account,
      cell: (row) => (
        <ValueCell url={url} field="account" value={addressValue(row.accountId)}>
          <Link to={hrefOf(row)} className={classes.link} title={accountName(row)}>
            {accountName(row)}
          </Link>
        </ValueCell>
      ),
    },
    {
      id: 'from',
      title: words.columns.from,
      width: 136,
      cell: (row) => (
        <ValueCell url={url} field="country" value={addressValue(row.country)}>
          {shortPlace(row)}
        </ValueCell>
      ),
    },
    {
      id: 'address',
      title: words.columns.address,
      width: 136,
      fromWidth: 1080,
      cell: (row) => (
        <ValueCell url={url} field="network" value={addressValue(row.network)}>
          {row.sourceIp ?? words.notTold}
        </ValueCell>
      ),
    },
    {
      id: 'application',
      title: words.columns.application,
      width: 128,
      fromWidth: 800,
      cell: value('application', ({ application }) => application),
    },
    {
      id: 'method',
      title: words.columns.method,
      width: 120,
      fromWidth: 680,
      cell: value('method', ({ method }) => method),
    },
    {
      id: 'mfa',
      title: words.columns.mfa,
      width: 88,
      fromWidth: 960,
      cell: value('mfa', ({ mfa }) => mfa),
    },
    {
      id: 'outcome',
      title: words.columns.outcome,
      width: 168,
      cell: (row) => (
        <ValueCell url={url} field="outcome" value={row.outcome}>
          <StateLine state={outcomeState(row)} />
        </ValueCell>
      ),
    },
  ];
}

/** Whether it let in, as a state. */
export function outcomeState({
  outcome,
  statusDetail,
}: Pick<SignIn, 'outcome' | 'statusDetail'>): State {
  return {
    shape: outcome === 'success' ? 'ok' : 'bad',
    words: words.outcome(outcome, statusDetail),
  };
}

/** Who signed in, by the name that they sign in with. */
export function accountName({
  username,
  accountId,
}: Pick<SignIn, 'username' | 'accountId'>): string {
  return username ?? accountId ?? words.unknownAccount;
}

/** "Osaka, JP", where there is little room. */
function shortPlace({ city, country }: SignIn): string {
  if (city === null || city === '') return country === null ? words.notTold : countryName(country);
  return country === null ? city : `${city}, ${country}`;
}

/** "Osaka, Japan". */
export function placeOf({ city, country }: Pick<SignIn, 'city' | 'country'>): string {
  const parts = [city, country === null ? null : countryName(country)];
  return parts.filter((part) => part !== null && part !== '').join(', ') || words.notTold;
}

function Moment({ at }: { readonly at: string }) {
  const now = new Date();
  const instant = new Date(at);
  return (
    <Tooltip label={timeWords(instant, now).full}>
      <time dateTime={at} className="rc-numbers rc-cut">
        {momentWords(instant, now)}
      </time>
    </Tooltip>
  );
}
