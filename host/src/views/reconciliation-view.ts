import type { StreamSpan } from '../reconcile/span-store.js';

/** A span of a stream and its comparison with the provider, as CLI and API show it. */
export function spanView(span: StreamSpan): Record<string, unknown> {
  return {
    stream: span.stream,
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    stored: span.stored,
    provider: span.provider,
    checkedAt: span.checkedAt.toISOString(),
    status: span.status,
  };
}
