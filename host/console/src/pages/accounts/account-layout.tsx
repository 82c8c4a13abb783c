import { useQuery } from '@tanstack/react-query';
import { NavLink, Outlet, useLocation, useOutletContext, useParams } from 'react-router';

import { accountQuery, type WholeAccount } from '../../api/accounts.js';
import { PageHead } from '../../components/page-head.js';
import { QueryView } from '../../components/query-view.js';
import { StateLine } from '../../components/state-line.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
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
          <nav className={classes.tabs} aria-label={words.tabsLabel}>
            {tabs.map((each) => (
              <NavLink key={each} to={`${home}/${each}`} className={() => classes.tab}>
                {words.tabs[each]}
                {each === 'findings' && whole.findings.length > 0 ? (
                  <span className="rc-meta rc-numbers"> {whole.findings.length}</span>
                ) : null}
              </NavLink>
            ))}
          </nav>
          <Outlet context={whole} />
        </div>
      </div>
    </div>
  );
}
