import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';

import type { SignInFacets } from '../../api/sign-ins.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { percent, wholeNumber } from '../../format/numbers.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import classes from './country-card.module.css';
import { addressValue, valueLabel } from './sign-in-filters.js';

/** As many as are as high as the chart beside them. */
const fewest = 5;

interface CountryCardProps {
  readonly url: UrlState;
  readonly facets: SignInFacets | undefined;
  readonly isStale: boolean;
}

/** Where sign-ins come from, as a table with bars. */
export function CountryCard({ url, facets, isStale }: CountryCardProps) {
  const [isWhole, setIsWhole] = useState(false);
  const countries = facets?.fields.country ?? [];
  const most = Math.max(1, ...countries.map(({ signIns }) => signIns));
  const shown = isWhole ? countries : countries.slice(0, fewest);
  return (
    <section
      className={`${classes.card} rc-card`}
      aria-label={words.countries}
      data-stale={isStale || undefined}
    >
      <div className={classes.scroll} data-whole={isWhole || undefined}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">
                <h2>{words.countries}</h2>
              </th>
              <th scope="col">{words.signIns}</th>
              <th scope="col">{words.countriesFailed}</th>
            </tr>
          </thead>
          <tbody>
            {facets
              ? shown.map(({ value, signIns, failures }) => (
                  <Country
                    key={value}
                    value={addressValue(value)}
                    counts={{ signIns, failures, most }}
                    onOnly={(country) => url.set({ country })}
                  />
                ))
              : Array.from({ length: fewest }, (_, index) => `row-${index}`).map((row) => (
                  <tr key={row}>
                    <td colSpan={3}>
                      <Skeleton height={12} />
                    </td>
                  </tr>
                ))}
          </tbody>
        </table>
        {facets && countries.length === 0 ? <p className="rc-meta">{words.noneInRange}</p> : null}
      </div>
      {countries.length > fewest ? (
        <Button
          size="compact-sm"
          variant="subtle"
          className={classes.more}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? words.fewerCountries : words.allCountries(countries.length)}
        </Button>
      ) : null}
    </section>
  );
}

interface CountryProps {
  readonly value: string;
  readonly counts: { readonly signIns: number; readonly failures: number; readonly most: number };
  readonly onOnly: (value: string) => void;
}

function Country({ value, counts: { signIns, failures, most }, onOnly }: CountryProps) {
  const name = valueLabel('country', value);
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className={classes.country}
          aria-label={words.onlyValue(words.country, name)}
          onClick={() => onOnly(value)}
        >
          <span className="rc-cut">{name}</span>
          <span className={classes.track} aria-hidden>
            <span className={classes.bar} style={{ width: `${(100 * signIns) / most}%` }} />
          </span>
        </button>
      </th>
      <td>{wholeNumber(signIns)}</td>
      <td>{failures === 0 ? '0 %' : percent(failures / signIns)}</td>
    </tr>
  );
}
