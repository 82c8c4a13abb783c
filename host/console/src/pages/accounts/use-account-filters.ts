import { useQuery } from '@tanstack/react-query';

import type { AccountQuery } from '../../api/accounts.js';
import { integrationsQuery } from '../../api/integrations.js';
import type { Filter, FilterOption } from '../../components/filters/filter.js';
import { useSettled } from '../../components/filters/use-settled.js';
import { type UrlState, useUrlState } from '../../components/filters/use-url-state.js';
import { accountWords as words } from '../../words/accounts.js';

const unusedDays = ['30', '60', '90', '180'];

/** What the list of accounts shows: the address, its menus, and what it asks for. */
export function useAccountFilters() {
  const url = useUrlState();
  const integrations = useQuery(integrationsQuery).data ?? [];
  const query = useSettled(queryOf(url));
  const names = integrations.map(({ id, name }) => ({ value: id, label: name }));
  return { url, query, filters: names.length > 1 ? [...filters, choice(names)] : filters };
}

function choice(options: readonly FilterOption[]): Filter {
  return { name: 'integration', title: words.filters.integration, options, isSingle: true };
}

const filters: readonly Filter[] = [
  { name: 'state', title: words.filters.state, options: optionsOf(words.states) },
  { name: 'kind', title: words.filters.kind, options: optionsOf(words.kinds) },
  {
    ...{ name: 'unused', title: words.filters.unusedDays, isSingle: true },
    options: unusedDays.map((value) => ({ value, label: words.days(Number(value)) })),
  },
  {
    ...{ name: 'mfa', title: words.filters.hasFactor, isSingle: true },
    options: [
      { value: 'yes', label: words.withMfa },
      { value: 'no', label: words.withoutMfa },
    ],
  },
  {
    ...{ name: 'admin', title: words.filters.administrator, isSingle: true },
    options: [
      { value: 'yes', label: words.administrators },
      { value: 'no', label: words.others },
    ],
  },
  {
    ...{ name: 'gone', title: words.filters.gone, isSingle: true },
    options: [{ value: 'yes', label: words.showGone }],
  },
];

function optionsOf(names: Readonly<Record<string, string>>): readonly FilterOption[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

function queryOf(url: Pick<UrlState, 'get' | 'all'>): AccountQuery {
  const q = url.get('q')?.trim() ?? '';
  const integration = url.get('integration');
  const state = url.all('state').filter((value) => Object.hasOwn(words.states, value));
  const kind = url.all('kind').filter((value) => Object.hasOwn(words.kinds, value));
  const unused = url.get('unused');
  const mfa = yesOrNo(url.get('mfa'));
  const administrator = yesOrNo(url.get('admin'));
  return {
    ...(q === '' ? {} : { q }),
    ...(integration === undefined ? {} : { integration }),
    ...(state.length === 0 ? {} : { state }),
    ...(kind.length === 0 ? {} : { kind }),
    ...(unused !== undefined && unusedDays.includes(unused) ? { unusedDays: Number(unused) } : {}),
    ...(mfa === undefined ? {} : { hasFactor: mfa }),
    ...(administrator === undefined ? {} : { administrator }),
    ...(url.get('gone') === 'yes' ? { gone: true } : {}),
    ...(url.get('sort') === 'lastUse' ? { sort: 'lastSignIn' as const } : {}),
  };
}

function yesOrNo(value: string | undefined): boolean | undefined {
  if (value === 'yes') return true;
  return value === 'no' ? false : undefined;
}
