import { useQuery } from '@tanstack/react-query';

import { integrationsQuery } from '../../api/integrations.js';
import { type SignInFacets, signInFacetsQuery, signInHistogramQuery } from '../../api/sign-ins.js';
import type { Filter } from '../../components/filters/filter.js';
import { useRange } from '../../components/filters/use-range.js';
import { useSettled } from '../../components/filters/use-settled.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import {
  addressValue,
  type FacetField,
  facetFields,
  queryOf,
  valueLabel,
} from './sign-in-filters.js';

/** What the page shows: the address, what it asks for, and the counts. */
export function useExplorer() {
  const url = useUrlState();
  const range = useRange(url);
  const query = useSettled(queryOf(url, range));
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
