import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** Prices of a plugin's integrations, or of one integration, and where they are from. */
export type ScopedPrices = Answer<'/prices', 'get'>['lists'][number];

/** What licences cost. */
export type PriceList = ScopedPrices['list'];

/** What one licence costs, by edition where that differs. */
export type LicencePrice = PriceList['licences'][number];

/** Every price list; of one scope the first holds. */
export const pricesQuery = queryOptions({
  queryKey: ['prices'],
  queryFn: async (): Promise<readonly ScopedPrices[]> =>
    (await bodyOf(api.GET('/prices', {}))).lists,
});

/** Sets the prices of a plugin's integrations, or of one. */
export async function setPrices(scope: string, list: PriceList): Promise<void> {
  await api.PUT('/prices/{scope}', { params: { path: { scope } }, body: list });
}

/** Forgets prices that were set; those of files hold again. */
export async function forgetPrices(scope: string): Promise<void> {
  await api.DELETE('/prices/{scope}', { params: { path: { scope } } });
}
