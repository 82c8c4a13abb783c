import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { idParams } from '../schemas.js';

const types: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.png': 'image/png' };

/** `GET /plugins/{id}/icon`: the picture that a plugin brings. Opened by itself, an SVG may do nothing. */
export function iconRoute(api: FastifyInstance, host: Host): void {
  api.get<{ Params: { readonly id: string } }>(
    '/plugins/:id/icon',
    {
      schema: {
        tags: ['plugins'],
        summary: 'The icon of a plugin (SVG or PNG)',
        params: idParams,
        produces: Object.values(types),
      },
      config: { access: 'viewer' },
    },
    async ({ params }, reply) => {
      const plugin = await host.plugins.get(params.id);
      const { icon } = plugin.manifest;
      const type = types[extname(icon ?? '')];
      if (icon === undefined || type === undefined) throw noIcon(params.id);
      const picture = await readFile(join(await plugin.directory(), icon)).catch((cause) => {
        throw noIcon(params.id, cause);
      });
      return reply
        .type(type)
        .header('cache-control', 'private, max-age=3600')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(picture);
    },
  );
}

function noIcon(id: string, cause?: unknown): RollcallError {
  return new RollcallError('NOT_FOUND', `the plugin "${id}" has no icon`, { cause });
}
