import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { metricsText } from '../metrics.js';
import { answer, answers, text } from '../schemas.js';

const healthAnswer = answers(200, answer('It works', { status: text }));

/** `/healthz`, `/readyz` and `/metrics`. */
export function healthRoutes(server: FastifyInstance, host: Host, version: string): void {
  server.get(
    '/healthz',
    {
      schema: { summary: 'Whether the process works', security: [], response: healthAnswer },
      config: { access: 'public' },
    },
    async () => ({ status: 'ok' }),
  );
  server.get(
    '/readyz',
    {
      schema: { summary: 'Whether the database answers', security: [], response: healthAnswer },
      config: { access: 'public' },
    },
    async () => {
      try {
        await host.database.pool.query('SELECT 1 FROM rollcall.meta LIMIT 1');
      } catch (cause) {
        throw new RollcallError('DATABASE_UNAVAILABLE', 'the database does not answer', { cause });
      }
      return { status: 'ready' };
    },
  );
  server.get(
    '/metrics',
    {
      schema: {
        summary: 'State for Prometheus',
        produces: ['text/plain'],
        response: answers(200, { description: 'Text', type: 'string' }),
      },
      config: { access: 'viewer' },
    },
    async (_, reply) =>
      reply.type('text/plain; version=0.0.4').send(await metricsText(host, version)),
  );
}
