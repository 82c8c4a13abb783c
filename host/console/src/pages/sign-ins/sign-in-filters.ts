import type { SignInQuery } from '../../api/sign-ins.js';
import { bareValue, isNot } from '../../components/filters/filter.js';
import type { TimeRange } from '../../components/filters/time-range.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { countryName } from '../../format/places.js';
import { signInsWords as words } from '../../words/sign-ins.js';

/** Fields whose values are counted, in the order of the page. */
export const facetFields = [
  'outcome',
  'country',
  'application',
  'method',
  'mfa',
  'network',
] as const;

/** One of them. */
export type FacetField = (typeof facetFields)[number];

/** Every field that the list can be narrowed by with "Only this" and "Not this". */
export type FilterField = FacetField | 'channel' | 'account';

/** Stands in the address for what the provider does not tell: an empty value is none. */
const notTold = '~';

/** The value of a field as the address has it. */
export function addressValue(value: string | null): string {
  return value === null || value === '' ? notTold : value;
}

/** How a value of a field is called. Some providers write "N/A" for what they do not tell. */
export function valueLabel(field: FilterField, value: string): string {
  if (value === notTold) return field === 'account' ? words.unknownAccount : words.notTold;
  if (value === 'N/A') return words.notTold;
  if (field === 'country') return countryName(value);
  return labels[field]?.[value] ?? value;
}

const labels: Readonly<Partial<Record<FilterField, Readonly<Record<string, string>>>>> = {
  outcome: words.outcomes,
  method: words.methods,
  mfa: words.mfa,
  channel: words.channels,
};

/** What the address asks the host for. */
export function queryOf(
  url: Pick<UrlState, 'get' | 'all'>,
  { from, to }: Pick<TimeRange, 'from' | 'to'>,
): SignInQuery {
  const q = url.get('q')?.trim();
  const integration = url.get('integration');
  const lists = [...facetFields, 'channel', 'account'] as const;
  const chosen = lists.flatMap((field) => {
    const values = url.all(field).map(askedValue);
    return values.length > 0 ? [[field, values] as const] : [];
  });
  return {
    from: from.toISOString(),
    ...(to ? { to: to.toISOString() } : {}),
    ...(q ? { q } : {}),
    ...(integration ? { integration } : {}),
    ...Object.fromEntries(chosen),
  };
}

function askedValue(value: string): string {
  if (bareValue(value) !== notTold) return value;
  return isNot(value) ? '!' : '';
}

/** Names a sign-in in the address. */
export function keyOf({ integrationId, id }: { integrationId: string; id: string }): string {
  return `${integrationId}/${id}`;
}

/** The sign-in that the address names. */
export function fromKey(key: string): { readonly integration: string; readonly id: string } {
  const [integration = '', ...rest] = key.split('/');
  return { integration, id: rest.join('/') };
}
