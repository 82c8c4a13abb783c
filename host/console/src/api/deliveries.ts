import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** Who is told of findings, and whether it arrives. */
export type Delivery = Answer<'/deliveries', 'get'>['deliveries'][number];

/** What a test message met. */
export type DeliveryTest = Answer<'/deliveries/{id}/test', 'post'>;

/** Everybody who is told. Administrators only. */
export const deliveriesQuery = queryOptions({
  queryKey: ['deliveries'],
  queryFn: async (): Promise<readonly Delivery[]> => {
    const query = { limit: 500 };
    return (await bodyOf(api.GET('/deliveries', { params: { query } }))).deliveries;
  },
});

/** Who is to be told; the answer holds the secret that webhooks are signed with, once. */
export function addDelivery(given: {
  readonly name: string;
  readonly kind: Delivery['kind'];
  readonly address: string;
  readonly minSeverity: Delivery['minSeverity'];
}): Promise<{ readonly secret: string | null }> {
  return bodyOf(api.POST('/deliveries', { body: given }));
}

/** Sends a test message. */
export function testDelivery(id: string): Promise<DeliveryTest> {
  return bodyOf(api.POST('/deliveries/{id}/test', { params: { path: { id } } }));
}

/** Tells it nothing any more. */
export async function removeDelivery(id: string): Promise<void> {
  await api.DELETE('/deliveries/{id}', { params: { path: { id } } });
}
