import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useOutletContext, useParams } from 'react-router';

import { accountQuery, type WholeAccount } from '../../api/accounts.js';
import { PageHead } from '../../components/page-head.js';
import { QueryView } from '../../components/query-view.js';
import { StateLine } from '../../components/state-line.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Tabs } from '../../components/tabs.js';
import { accountWords as words } from '../../words/accounts.js';
import { AccountFacts } from './account-facts.js';
import { accountHref } from './account-href.js';
import classes from './account-layout.module.css';
import { accountState } from './account-state.js';

const tabs = ['overview', 'access', 'sign-ins', 'tokens', 'findings'] as const;

/** The account that a tab is about. */
export function useAccount(): WholeAccount {
  return useOutletContext<WholeAccount>();
}

/** One account: facts at the left, and the tabs. */
export function AccountLayout() {
  const { integration = '', id = '' } = useParams();
  const query = useQuery(accountQuery(integration, id));
  return (
    <QueryView query={query} skeleton={<TableSkeleton rows={4} />} failed={words.oneFailed}>
      {(whole) => <Whole key={whole.account.id} whole={whole} />}
    </QueryView>
  );
}

function Whole({ whole }: { readonly whole: WholeAccount }) {
  const { account } = whole;
  const { pathname } = useLocation();
  const home = accountHref(account.integrationId, account.id);
  const tab = tabs.find((each) => pathname.startsWith(`${home}/${each}`)) ?? 'overview';
  const name = account.displayName ?? account.username;
  return (
    <div data-wide>
      <PageHead
        title={name}
        tabTitle={`${name} · ${words.tabs[tab]}`}
        summary={<StateLine state={accountState(account)} />}
        back={{ to: '/accounts', label: words.back }}
      />
      <div className={classes.columns}>
        <AccountFacts whole={whole} />
        <div className={classes.main}>
          <Tabs
            label={words.tabsLabel}
            tabs={tabs.map((each) => ({
              to: `${home}/${each}`,
              title: words.tabs[each],
              ...(each === 'findings' ? { count: whole.findings.length } : {}),
            }))}
          />
          <Outlet context={whole} />
        </div>
      </div>
    </div>
  );
}
