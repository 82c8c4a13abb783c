import { useWindowEvent } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import type { IdleAccount, LicenceReport } from '../../api/licences.js';
import { CopyText } from '../../components/copy-button.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { SideDrawer } from '../../components/side-drawer.js';
import { money, percent, wholeNumber } from '../../format/numbers.js';
import { licenceWords as words } from '../../words/licences.js';
import { accountHref } from '../accounts/account-href.js';
import { accountKey, wantedAccounts } from './licence-view.js';
import { lastUseText, sentence } from './reclaim-columns.js';
import classes from './reclaim-drawer.module.css';

interface ReclaimDrawerProps {
  readonly url: UrlState;
  readonly report: LicenceReport;
}

/** One account of the reclaim list: what is proposed, and what it rests on. Up and down move through the list. */
export function ReclaimDrawer({ url, report }: ReclaimDrawerProps) {
  const key = url.get('open');
  const account = report.accounts.find((each) => accountKey(each) === key);
  useWindowEvent('keydown', (event) => {
    if (!account || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const next = neighbour(report, account, event.key === 'ArrowUp' ? -1 : 1);
    if (next) url.set({ open: accountKey(next) }, { replace: true });
  });
  return (
    <SideDrawer
      isOpen={key !== undefined}
      onClose={() => url.set({ open: undefined })}
      title={account?.username ?? words.oneTitle}
    >
      {account ? (
        <Facts account={account} report={report} />
      ) : (
        <p className="rc-small">{words.oneGone}</p>
      )}
    </SideDrawer>
  );
}

function neighbour(
  report: LicenceReport,
  account: IdleAccount,
  by: number,
): IdleAccount | undefined {
  const all = wantedAccounts(report, { kind: account.kind, text: '', pools: [], actions: [] });
  return all[all.indexOf(account) + by];
}

interface FactsProps {
  readonly account: IdleAccount;
  readonly report: LicenceReport;
}

function Facts({ account, report }: FactsProps) {
  const { monthlySaving, action, guards, confidence } = account;
  const integration = report.integrations.find(({ id }) => id === account.integrationId);
  const names = words.facts;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [names.why, sentence(account.reason)],
    [names.action, words.actions[action] ?? action],
    ...(guards.length > 0 ? [[names.guards, sentence(guards.join('; '))] as const] : []),
    ...(action === 'keep' ? [] : [[names.sure, percent(confidence)] as const]),
    [
      names.saving,
      monthlySaving === null ? words.priceMissing : money(monthlySaving, report.currency),
    ],
    [names.lastUse, lastUseText(account)],
    ...(account.days === null ? [] : [[names.unusedDays, wholeNumber(account.days)] as const]),
    [names.licences, account.licences.join(', ')],
    ...(account.displayName === null ? [] : [[names.name, account.displayName] as const]),
    [names.kind, words.accountKinds[account.kind] ?? account.kind],
    [names.state, words.states[account.state] ?? account.state],
    [names.integration, integration?.name ?? account.integrationId],
    [
      names.account,
      <Link key="account" to={accountHref(account.integrationId, account.accountId)}>
        {words.showAccount}
      </Link>,
    ],
    [names.id, <CopyText key="id" value={account.accountId} what={names.id} />],
  ];
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(([title, value]) => (
          <div key={title} className={classes.fact}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {account.isListPrice ? <p className="rc-meta">{words.listPrice}</p> : null}
      <p className="rc-meta">{words.nothingProposed}</p>
    </>
  );
}
