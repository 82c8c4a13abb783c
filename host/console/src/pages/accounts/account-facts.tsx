import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import type { WholeAccount } from '../../api/accounts.js';
import { integrationsQuery } from '../../api/integrations.js';
import { CopyText } from '../../components/copy-button.js';
import { Time } from '../../components/time.js';
import { wholeNumber } from '../../format/numbers.js';
import { date } from '../../format/times.js';
import { accountWords as words } from '../../words/accounts.js';
import { LastUse } from './account-columns.js';
import { accountHref } from './account-href.js';
import classes from './account-layout.module.css';

/** The card of facts; on narrow pages it folds. */
export function AccountFacts({ whole }: { readonly whole: WholeAccount }) {
  const isNarrow = useMediaQuery('(max-width: 1099.98px)', undefined, {
    getInitialValueInEffect: false,
  });
  return (
    <details className={`${classes.facts} rc-card`} open={!isNarrow || undefined}>
      <summary>{words.facts}</summary>
      <dl>
        {useFacts(whole).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

type Fact = readonly [name: string, value: ReactNode];

function useFacts({ account, factors }: WholeAccount): readonly Fact[] {
  const { data: integrations = [] } = useQuery(integrationsQuery);
  const { fact } = words;
  const integration = integrations.find(({ id }) => id === account.integrationId);
  const told = (name: string, value: string | null): readonly Fact[] =>
    value === null || value === '' ? [] : [[name, value]];
  const day = (name: string, at: string | null): readonly Fact[] =>
    at === null ? [] : [[name, date(new Date(at))]];
  return [
    [fact.username, account.username],
    ...(account.email === account.username ? [] : told(fact.email, account.email)),
    [fact.id, <CopyText key="id" value={account.id} what={words.fact.id} />],
    [fact.kind, <Kind key="kind" kind={account.kind} isOwn={account.isCollector} />],
    [fact.lastUse, <LastUse key="use" account={account} />],
    [fact.mfa, factors === null ? words.notCollected : words.factors(factors.length)],
    ...told(fact.profile, account.profile),
    ...told(fact.title, account.title),
    ...told(fact.department, account.department),
    ...told(fact.company, account.company),
    ...managerFact(account),
    ...day(fact.created, account.createdAt),
    ...(account.passwordChangedAt === null
      ? []
      : [[fact.passwordChanged, <Time key="changed" at={account.passwordChangedAt} />] as const]),
    ...(account.failedSignIns ? told(fact.failedSignIns, wholeNumber(account.failedSignIns)) : []),
    ...told(fact.federationId, account.federationId),
    ...told(fact.employeeId, account.employeeId),
    ...told(fact.integration, integration?.name ?? null),
  ];
}

function managerFact({
  managerId,
  managerUsername,
  integrationId,
}: WholeAccount['account']): readonly Fact[] {
  if (managerId === null) return [];
  const link = (
    <Link key="manager" to={accountHref(integrationId, managerId)}>
      {managerUsername ?? managerId}
    </Link>
  );
  return [[words.fact.manager, link]];
}

function Kind({ kind, isOwn }: { readonly kind: string; readonly isOwn: boolean }) {
  return (
    <span className={classes.two}>
      {words.kinds[kind] ?? kind}
      <span className="rc-meta">{isOwn ? words.own : (words.kindWhy[kind] ?? '')}</span>
    </span>
  );
}
