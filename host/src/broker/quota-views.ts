import { hasCode, type Manifest } from '@rollcall/core';

import { ceilingPercentOf } from '../integrations/ceiling.js';
import type { Integration } from '../integrations/integration.js';
import type { Broker } from './broker.js';
import type { BrokerQuota } from './quota-stage.js';
import type { BrokerSession } from './session.js';

export { ceilingPercentOf };

/** What the views are read from. */
export interface QuotaViewParts {
  readonly broker: Broker;
  readonly plugins: { byDigest(digest: string): Promise<{ readonly manifest: Manifest }> };
  /** Calendar days of an integration that names no time zone. */
  readonly timezone: string;
}

/**
 * The quotas of the integrations' tenants as last known, each once. Nothing is sent. An
 * integration whose stored form leads nowhere, or whose plugin is lost, is left out.
 */
export async function quotaViews(
  parts: QuotaViewParts,
  integrations: readonly Integration[],
): Promise<readonly BrokerQuota[]> {
  const views = new Map<string, BrokerQuota>();
  for (const integration of integrations) {
    const session = await openSession(parts, integration);
    if (session === undefined) continue;
    try {
      for (const view of await session.quotaView()) views.set(`${view.scope} ${view.name}`, view);
    } finally {
      await session.close();
    }
  }
  return [...views.values()];
}

async function openSession(
  { broker, plugins, timezone }: QuotaViewParts,
  integration: Integration,
): Promise<BrokerSession | undefined> {
  try {
    const { manifest } = await plugins.byDigest(integration.pluginDigest);
    return broker.open({
      integrationId: integration.id,
      runId: 'none',
      pluginId: integration.pluginId,
      manifest,
      config: integration.config,
      secrets: async () => ({}),
      ceilingPercent: ceilingPercentOf(integration, manifest.quota),
      timezone: integration.options.timezone ?? timezone,
      signal: new AbortController().signal,
      tenantId: integration.tenantId,
      person: false,
    });
  } catch (error) {
    // Its own runs and tests say what is wrong with it.
    if (hasCode(error, 'EGRESS_DENIED', 'CONFIG_INVALID', 'NOT_FOUND')) return undefined;
    throw error;
  }
}
