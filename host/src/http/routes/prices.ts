import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { type PriceList, priceListSchema } from '../../reports/prices/price-list.js';
import {
  readPriceLists,
  removePriceList,
  storePriceList,
} from '../../reports/prices/price-lists.js';
import { answer, answers, closedObject, listOf, text } from '../schemas.js';

interface ScopeParams {
  readonly scope: string;
}

const tags = ['reports'];
const params = closedObject(
  { scope: { type: 'string', maxLength: 256, description: 'A plugin’s or an integration’s id' } },
  ['scope'],
);
const scoped = answer('A price list', {
  scope: text,
  origin: { enum: ['settings', 'home', 'plugin'] },
  kind: { enum: ['list', 'contract'] },
  list: priceListSchema,
});
const lists = answer('Price lists, those that come first hold', { lists: listOf(scoped) });

/** What licences cost. */
export function priceRoutes(api: FastifyInstance, host: Host): void {
  const { pool } = host.database;
  const answerLists = async () => ({
    lists: await readPriceLists({ home: host.home, plugins: await host.plugins.list(), pool }),
  });
  api.get(
    '/prices',
    {
      schema: { tags, summary: 'Prices of licences', response: answers(200, lists) },
      config: { access: 'viewer' },
    },
    answerLists,
  );
  api.put<{ Params: ScopeParams; Body: PriceList }>(
    '/prices/:scope',
    {
      schema: {
        tags,
        summary: 'Set the prices of a plugin’s integrations, or of one integration',
        params,
        body: priceListSchema,
        response: answers(200, lists),
      },
      config: { access: 'administrator', action: 'prices.set' },
    },
    async ({ params: { scope }, body }) => {
      await mustBeScope(host, scope);
      await storePriceList(pool, host.clock, scope, body);
      return answerLists();
    },
  );
  api.delete<{ Params: ScopeParams }>(
    '/prices/:scope',
    {
      schema: {
        tags,
        summary: 'Forget prices that were set; those of files hold again',
        params,
        response: answers(200, lists),
      },
      config: { access: 'administrator', action: 'prices.remove' },
    },
    async ({ params: { scope } }) => {
      await removePriceList(pool, scope);
      return answerLists();
    },
  );
}

/** @throws `NOT_FOUND` when it is neither an integration nor a plugin */
async function mustBeScope(host: Host, scope: string): Promise<void> {
  const integrations = await host.integrations.list();
  if (!integrations.some(({ id }) => id === scope)) await host.plugins.get(scope);
}
