import type { DeliveryTarget } from '../delivery/target.js';
import { isoOrNull } from './iso.js';

/** A target of deliveries as CLI and API have it; its secret is never part of it. */
export function deliveryView(target: DeliveryTarget): Record<string, unknown> {
  return {
    id: target.id,
    name: target.name,
    kind: target.kind,
    address: target.address,
    minSeverity: target.minSeverity,
    createdAt: target.createdAt.toISOString(),
    deliveredAt: isoOrNull(target.deliveredAt),
    failedAt: isoOrNull(target.failedAt),
    error: target.error ?? null,
    waiting: target.waiting,
  };
}
