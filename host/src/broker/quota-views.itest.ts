import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Integration } from '../integrations/integration.js';
import { quotaViews } from './quota-views.js';
import { type BrokerFixture, manifestWith, openFixture } from './testing/fixture.js';

let fixture: BrokerFixture;

beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

function integrationWith(url: string, tenantId: string): Integration {
  const at = new Date(0);
  return {
    id: tenantId,
    pluginId: 'example',
    pluginDigest: 'digest',
    name: tenantId,
    config: { url },
    options: {},
    paused: false,
    tenantId,
    createdAt: at,
    updatedAt: at,
  };
}

it('shows the quotas of the others when the form of one integration leads nowhere', async () => {
  const parts = {
    broker: fixture.broker(),
    plugins: { byDigest: async () => ({ manifest: manifestWith() }) },
    timezone: 'UTC',
  };

  const views = await quotaViews(parts, [
    integrationWith('http://broken.example.test', 'broken'),
    integrationWith('', 'empty'),
    integrationWith('https://api.example.test', 'good'),
  ]);

  expect(views.map(({ scope }) => scope)).toEqual(['example:good']);
});
