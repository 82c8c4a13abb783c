import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { integrationsQuery } from '../../api/integrations.js';
import type { WholeSignIn } from '../../api/sign-ins.js';
import { CopyButton } from '../../components/copy-button.js';
import { without } from '../../components/filters/filter.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { StateLine } from '../../components/state-line.js';
import { shortId } from '../../format/numbers.js';
import { countryName } from '../../format/places.js';
import { timeWords } from '../../format/times.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import { accountHref } from '../accounts/account-href.js';
import { accountName, outcomeState } from './sign-in-columns.js';
import classes from './sign-in-drawer.module.css';
import { addressValue, type FilterField, valueLabel } from './sign-in-filters.js';

/** Something that is known of a sign-in. */
interface Fact {
  readonly title: string;
  /** Null where the provider does not tell: left out. */
  readonly value: string | null;
  /** What the list can be narrowed by. */
  readonly filter?: { readonly field: FilterField; readonly value: string | null };
  /** Whether it is an id: shortened, and copied whole. */
  readonly isId?: boolean;
  readonly canCopy?: boolean;
}

interface SignInFactsProps {
  readonly url: UrlState;
  readonly signIn: WholeSignIn;
}

/** Everything that is known of a sign-in, in groups, each value with what the list can make of it. */
export function SignInFacts({ url, signIn }: SignInFactsProps) {
  const integrations = useQuery(integrationsQuery).data ?? [];
  const integration = integrations.find(({ id }) => id === signIn.integrationId);
  const { full, short } = timeWords(new Date(signIn.time), new Date());
  const groups = [
    { title: words.groups.who, facts: whoFacts(signIn) },
    { title: words.groups.from, facts: fromFacts(signIn) },
    { title: words.groups.how, facts: howFacts(signIn) },
    {
      title: words.groups.stored,
      facts: recordFacts(signIn, integration?.name ?? signIn.integrationId),
    },
  ];
  return (
    <>
      <div className={classes.head}>
        <p className={classes.name}>
          {signIn.accountId === null ? (
            accountName(signIn)
          ) : (
            <Link to={accountHref(signIn.integrationId, signIn.accountId)}>
              {accountName(signIn)}
            </Link>
          )}
        </p>
        <StateLine state={outcomeState(signIn)} />
        <p className="rc-meta">
          <time dateTime={signIn.time}>{full}</time>
          {` · ${short}`}
        </p>
        {signIn.isCollector ? <p className="rc-meta">{words.ours}</p> : null}
      </div>
      {groups.map(({ title, facts }) => (
        <section key={title} className={classes.group}>
          <h3>{title}</h3>
          <dl>
            {facts
              .filter(({ value }) => isTold(value))
              .map((fact) => (
                <FactRow key={fact.title} url={url} fact={fact} />
              ))}
          </dl>
        </section>
      ))}
    </>
  );
}

/** Some providers write "N/A" for what they do not tell. */
function isTold(value: string | null): boolean {
  return value !== null && value !== '' && value !== 'N/A';
}

function FactRow({ url, fact }: { readonly url: UrlState; readonly fact: Fact }) {
  const { title, value, filter, isId = false, canCopy = isId } = fact;
  if (value === null) return null;
  return (
    <div className={classes.fact}>
      <dt>{title}</dt>
      <dd className={classes.value}>
        <span title={isId ? value : undefined}>{isId ? <code>{shortId(value)}</code> : value}</span>
        <span className={classes.actions}>
          {filter ? <FactFilters url={url} filter={filter} label={value} /> : null}
          {canCopy ? <CopyButton value={value} what={title} /> : null}
        </span>
      </dd>
    </div>
  );
}

interface FactFiltersProps {
  readonly url: UrlState;
  readonly filter: NonNullable<Fact['filter']>;
  readonly label: string;
}

function FactFilters({ url, filter: { field, value }, label }: FactFiltersProps) {
  const title = words.fields[field];
  const inAddress = addressValue(value);
  const narrow = (values: string | readonly string[]) =>
    url.set({ [field]: values, open: undefined });
  return (
    <>
      <Tooltip label={words.onlyThis}>
        <ActionIcon
          size={32}
          variant="subtle"
          color="gray"
          aria-label={words.onlyValue(title, label)}
          onClick={() => narrow(inAddress)}
        >
          <IconFilter size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={words.notThis}>
        <ActionIcon
          size={32}
          variant="subtle"
          color="gray"
          aria-label={words.notValue(title, label)}
          onClick={() => narrow(without(url.all(field), inAddress))}
        >
          <IconFilterOff size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

const names = words.facts;

function whoFacts(signIn: WholeSignIn): readonly Fact[] {
  const { displayName, accountId, accountKind, outcome } = signIn;
  return [
    { title: names.name, value: displayName },
    {
      title: names.account,
      value: accountName(signIn),
      filter: { field: 'account', value: accountId },
    },
    { title: names.kind, value: named(words.kinds, accountKind) },
    { title: names.accountId, value: accountId, isId: true },
    {
      title: words.fields.outcome,
      value: valueLabel('outcome', outcome),
      filter: { field: 'outcome', value: outcome },
    },
  ];
}

function fromFacts(signIn: WholeSignIn): readonly Fact[] {
  const { sourceIp, network, forwardedFor, city, region, country } = signIn;
  return [
    { title: names.address, value: sourceIp, canCopy: true },
    {
      title: names.network,
      value: network ?? words.notTold,
      filter: { field: 'network', value: network },
    },
    { title: names.forwardedFor, value: forwardedFor, canCopy: true },
    { title: names.city, value: city },
    { title: names.region, value: region },
    {
      title: names.country,
      value: country === null ? words.notTold : countryName(country),
      filter: { field: 'country', value: country },
    },
  ];
}

function howFacts(signIn: WholeSignIn): readonly Fact[] {
  const { application, method, mfa, channel, apiType, apiVersion } = signIn;
  const filterable = (field: FilterField, title: string, value: string | null): Fact => ({
    title,
    value: valueLabel(field, addressValue(value)),
    filter: { field, value },
  });
  return [
    filterable('application', names.application, application),
    filterable('method', names.method, method),
    filterable('mfa', names.mfa, mfa),
    filterable('channel', names.channel, channel),
    { title: names.type, value: signIn.signInType },
    { title: names.subtype, value: signIn.signInSubtype },
    { title: names.service, value: signIn.authServiceId, isId: true },
    { title: names.methodReference, value: signIn.authMethodReference },
    { title: names.contextClass, value: signIn.authContextClass },
    { title: names.browser, value: signIn.browser },
    { title: names.platform, value: signIn.platform },
    { title: names.client, value: signIn.clientVersion },
    { title: names.api, value: [apiType, apiVersion].filter(Boolean).join(' ') },
    { title: names.tls, value: signIn.tlsProtocol },
    { title: names.cipher, value: signIn.cipherSuite },
    { title: names.host, value: signIn.host, canCopy: true },
  ];
}

function recordFacts(signIn: WholeSignIn, integration: string): readonly Fact[] {
  return [
    { title: names.id, value: signIn.id, isId: true },
    { title: names.integration, value: integration },
    { title: names.collected, value: timeWords(new Date(signIn.firstSeen), new Date()).full },
  ];
}

function named(of: Readonly<Record<string, string>>, value: string | null): string | null {
  return value === null ? null : (of[value] ?? value);
}
