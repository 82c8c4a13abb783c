import type { Integration } from '../integrations/integration.js';
import { isoOrNull } from './iso.js';

/** What an integration is in, in one word for scripts. */
export type IntegrationStatus = 'untested' | 'connected' | 'not-connected' | 'paused';

/** What an integration is in. A person's pause comes before what the latest test said. */
export function statusOf(integration: Integration): IntegrationStatus {
  if (integration.paused) return 'paused';
  if (integration.connected === undefined) return 'untested';
  return integration.connected ? 'connected' : 'not-connected';
}

/** An integration as CLI and API show it. Secrets are not part of it, not even masked. */
export function integrationView(integration: Integration): Record<string, unknown> {
  return {
    id: integration.id,
    plugin: integration.pluginId,
    name: integration.name,
    status: statusOf(integration),
    paused: integration.paused,
    config: integration.config,
    options: integration.options,
    tenantId: integration.tenantId ?? null,
    tenantName: integration.tenantName ?? null,
    testedAt: isoOrNull(integration.testedAt),
    createdAt: isoOrNull(integration.createdAt),
    updatedAt: isoOrNull(integration.updatedAt),
  };
}
