import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { setupFile } from '../../plugins/setup-files.js';
import { closedObject, text } from '../schemas.js';

interface Params {
  readonly id: string;
  readonly name: string;
}

/** `GET /plugins/{id}/setup-files/{name}`: a file that the setup guide offers, to be saved. */
export function setupFileRoute(api: FastifyInstance, host: Host): void {
  api.get<{ Params: Params }>(
    '/plugins/:id/setup-files/:name',
    {
      schema: {
        tags: ['plugins'],
        summary: 'A file that the setup guide of a plugin offers',
        params: closedObject({ id: text, name: text }, ['id', 'name']),
        produces: ['application/octet-stream'],
      },
      config: { access: 'viewer' },
    },
    async ({ params: { id, name } }, reply) => {
      const { manifest } = await host.plugins.get(id);
      const content = setupFile(manifest, name);
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Buffer.from(content, 'utf8'));
    },
  );
}
