import type { HostQuota } from '../host-port.js';
import type { QuotaSample } from '../quota/quota-history.js';
import { isoOrNull } from './iso.js';

/** A quota as CLI and API show it; null where nothing is known. */
export function quotaView(quota: HostQuota): Record<string, unknown> {
  return {
    name: quota.name,
    scope: quota.scope,
    used: quota.used,
    limit: quota.limit,
    ceiling: quota.ceiling,
    reserved: quota.reserved,
    readAt: isoOrNull(quota.readAt),
    pausedUntil: isoOrNull(quota.pausedUntil),
  };
}

/** Usage of a quota at one time, as the API shows it. */
export function quotaSampleView(sample: QuotaSample): Record<string, unknown> {
  return {
    name: sample.name,
    scope: sample.scope,
    at: sample.at.toISOString(),
    used: sample.used ?? null,
    limit: sample.limit ?? null,
    ours: sample.ours,
    pausedUntil: isoOrNull(sample.pausedUntil),
  };
}
