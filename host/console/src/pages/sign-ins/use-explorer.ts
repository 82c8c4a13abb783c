import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { integrationsQuery } from '../../api/integrations.js';
import {
  type SignInFacets,
  type SignInQuery,
  signInFacetsQuery,
  signInHistogramQuery,
} from '../../api/sign-ins.js';
import type { Filter } from '../../components/filters/filter.js';
import { readRange, type TimeRange } from '../../components/filters/time-range.js';
import { type UrlState, useUrlState } from '../../components/filters/use-url-state.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import {
  addressValue,
  type FacetField,
  facetFields,
  queryOf,
  valueLabel,
} from './sign-in-filters.js';

const typingMs = 250;

/** What the page shows: the address, what it asks for, and the counts. */
export function useExplorer() {
  const url = useUrlState();
  const range = useRange(url);
  const [query] = useDebouncedValue(useStable(queryOf(url, range)), typingMs);
  const facets = useQuery(signInFacetsQuery(query));
  const histogram = useQuery(signInHistogramQuery(query));
  const integrations = useQuery(integrationsQuery).data ?? [];
  return {
    url,
    range,
    query,
    facets,
    histogram,
    /** With the counts that are known so far. */
    facetFilters: facetFields.map((field) => facetFilter(field, facets.data)),
    otherFilters: [...integrationFilter(integrations), ...cellFilters],
  };
}

/** The range of the address, with its ends fixed until another is chosen: pages of a list need that. */
export function useRange(url: UrlState): TimeRange {
  const range = url.get('range');
  const from = url.get('from');
  const to = url.get('to');
  return useMemo(() => {
    const values: Readonly<Record<string, string | undefined>> = { range, from, to };
    return readRange({ get: (name) => values[name] }, new Date());
  }, [range, from, to]);
}

/** The same object as long as it says the same. */
function useStable(query: SignInQuery): SignInQuery {
  const text = JSON.stringify(query);
  return useMemo((): SignInQuery => JSON.parse(text), [text]);
}

function facetFilter(field: FacetField, facets: SignInFacets | undefined): Filter {
  const values = facets?.fields[field] ?? [];
  return {
    name: field,
    title: words.fields[field],
    options: values.map(({ value, signIns }) => ({
      value: addressValue(value),
      label: valueLabel(field, addressValue(value)),
      count: signIns,
    })),
    labelOf: (value) => valueLabel(field, value),
  };
}

/** Set in cells and in the drawer only. */
const cellFilters: readonly Filter[] = (['channel', 'account'] as const).map((field) => ({
  name: field,
  title: words.fields[field],
  options: [],
  labelOf: (value) => valueLabel(field, value),
}));

/** A choice only where there is one. */
function integrationFilter(
  integrations: readonly { readonly id: string; readonly name: string }[],
): readonly Filter[] {
  if (integrations.length < 2) return [];
  const options = integrations.map(({ id, name }) => ({ value: id, label: name }));
  return [{ name: 'integration', title: words.fields.integration, options, isSingle: true }];
}
