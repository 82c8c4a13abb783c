import type { HostQuota } from '../host-port.js';
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
