import type { FastifyRequest } from 'fastify';

import { principalIn } from './guard.js';

/** Who a request comes from, as histories name them. */
export function actorOf(request: FastifyRequest): string {
  const { kind, name } = principalIn(request);
  return kind === 'session' ? name : `${name} (API token)`;
}
