import type { FastifyRequest } from 'fastify';

/** Who a request comes from, as histories name them. */
export function actorOf(_request: FastifyRequest): string {
  return 'API token';
}
