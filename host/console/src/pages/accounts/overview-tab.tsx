import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { wholeNumber } from '../../format/numbers.js';
import { countryName } from '../../format/places.js';
import { date } from '../../format/times.js';
import { accountWords as words } from '../../words/accounts.js';
import { signInsWords } from '../../words/sign-ins.js';
import { pathText } from '../access/held-path.js';
import { useAccount } from './account-layout.js';
import classes from './account-layout.module.css';

/** What it holds and where it signs in from, at a glance. */
export function OverviewTab() {
  const { licences, access, factors, countries } = useAccount();
  const [first, ...rest] = access;
  return (
    <div className={classes.cards}>
      <Card title={words.licences} empty={words.noLicences} lines={licences.map(licenceLine)} />
      <Card
        title={words.privileged}
        empty={words.noPrivileged}
        lines={[...(first ? [first] : []), ...rest].slice(0, 6).map(({ line, title, paths }) => ({
          key: line,
          name: title,
          detail: paths[0] ? pathText(paths[0]) : '',
        }))}
      >
        {access.length === 0 ? null : <Link to="../access">{words.allAccess}</Link>}
      </Card>
      <Card
        title={words.mfa}
        empty={factors === null ? words.mfaNotCollected : words.noMfa}
        lines={(factors ?? []).map((factor) => ({
          key: factor,
          name: words.mfaMethod(factor),
          detail: '',
        }))}
      />
      <Card
        title={words.countries}
        text={words.countriesRange}
        empty={words.noCountries}
        lines={countries.slice(0, 6).map(({ country, signIns }) => ({
          key: country ?? '',
          name: country === null ? signInsWords.notTold : countryName(country),
          detail: wholeNumber(signIns),
        }))}
      />
    </div>
  );
}

interface CardLine {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
}

function licenceLine(licence: ReturnType<typeof useAccount>['licences'][number]): CardLine {
  const { licenceId, name, layer, assignedAt } = licence;
  const since = assignedAt === null ? '' : words.assigned(date(new Date(assignedAt)));
  const detail = [words.layers[layer] ?? layer, since].filter(Boolean).join(', ');
  return { key: licenceId, name, detail };
}

interface CardProps {
  readonly title: string;
  readonly text?: string;
  readonly empty: string;
  readonly lines: readonly CardLine[];
  readonly children?: ReactNode;
}

function Card({ title, text, empty, lines, children }: CardProps) {
  return (
    <section className={`${classes.card} rc-card`}>
      <header>
        <h2>{title}</h2>
        {text === undefined ? null : <p className="rc-meta">{text}</p>}
      </header>
      {lines.length === 0 ? (
        <p className="rc-meta">{empty}</p>
      ) : (
        <ul className={classes.lines}>
          {lines.map(({ key, name, detail }) => (
            <li key={key}>
              <span>{name}</span>
              <span className="rc-meta rc-numbers">{detail}</span>
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
