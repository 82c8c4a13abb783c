import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { type SignInQuery, signInFacetsQuery, signInHistogramQuery } from '../../api/sign-ins.js';
import { RangePicker } from '../../components/filters/range-picker.js';
import { useRange } from '../../components/filters/use-range.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import { OverTimeCard } from '../sign-ins/over-time-card.js';
import { SignInDrawer } from '../sign-ins/sign-in-drawer.js';
import { SignInList } from '../sign-ins/sign-in-list.js';
import { useAccount } from './account-layout.js';
import classes from './account-layout.module.css';

/** How it signs in: by day, and one by one. */
export function SignInsTab() {
  const { account } = useAccount();
  const url = useUrlState();
  const range = useRange(url);
  const query = useMemo(
    (): SignInQuery => ({
      integration: account.integrationId,
      account: [account.id],
      from: range.from.toISOString(),
      ...(range.to ? { to: range.to.toISOString() } : {}),
    }),
    [account.integrationId, account.id, range.from, range.to],
  );
  const { data } = useQuery(signInFacetsQuery(query));
  return (
    <div className={classes.stack}>
      <div>
        <RangePicker url={url} range={range} />
      </div>
      <OverTimeCard url={url} range={range} query={useQuery(signInHistogramQuery(query))} />
      <SignInList url={url} query={query} total={data?.total} />
      <SignInDrawer url={url} query={query} />
    </div>
  );
}
