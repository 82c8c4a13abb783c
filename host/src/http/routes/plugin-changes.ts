import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { pluginLimits } from '../../plugins/plugin-files.js';
import { pluginView } from '../../views/plugin-view.js';
import { answers, closedObject, idParams, text } from '../schemas.js';
import { inspectionSchema, wholePluginSchema } from './plugin-schema.js';

interface AddQuery {
  readonly digest: string;
  readonly acceptRisk?: boolean;
}

const tags = ['plugins'];
const archiveType = 'application/gzip';
/** A little more, so that what is too large by a little is told as the command line tells it. */
const bodyLimit = pluginLimits.packedBytes + 65_536;
const access = 'administrator';

/** Looking at a plugin's archive, installing it, and removing a plugin. */
export function pluginChangeRoutes(api: FastifyInstance, host: Host): void {
  // Only these routes take archives.
  api.register(async (archives) => {
    archives.addContentTypeParser(archiveType, { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    inspectRoute(archives, host);
    addRoute(archives, host);
  });
  api.delete<{ Params: { readonly id: string } }>(
    '/plugins/:id',
    {
      schema: {
        tags,
        summary: 'Remove a plugin that was added and that no integration uses',
        params: idParams,
        response: answers(204, { description: 'Done', type: 'null' }),
      },
      config: { access, action: 'plugin.remove' },
    },
    async ({ params }, reply) => {
      await host.plugins.remove(params.id);
      return reply.code(204).send();
    },
  );
}

function inspectRoute(api: FastifyInstance, host: Host): void {
  api.post(
    '/plugins/inspect',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'What a plugin would be and may do; nothing is installed',
        description: `The body is a .tgz archive of at most 20 MiB, as ${archiveType}.`,
        response: answers(200, inspectionSchema),
      },
      config: { access, action: null },
    },
    async ({ body }) => {
      const { manifest, digest } = await host.plugins.inspect(archiveOf(body));
      const known = (await host.plugins.list()).find((each) => each.manifest.id === manifest.id);
      const found = { manifest, digest, source: 'added', riskAccepted: false } as const;
      return {
        ...pluginView(found, { whole: true }),
        isolation: await host.isolation(),
        present: known ? pluginView(known, { whole: true }) : null,
      };
    },
  );
}

function addRoute(api: FastifyInstance, host: Host): void {
  api.post<{ Querystring: AddQuery }>(
    '/plugins',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'Install a plugin; new integrations then use it',
        description: `The body is a .tgz archive of at most 20 MiB, as ${archiveType}.`,
        querystring: closedObject(
          {
            digest: { ...text, maxLength: 64, description: 'Of what was looked at before' },
            acceptRisk: {
              type: 'boolean',
              description: 'Needed where hook processes are not fenced in by the system',
            },
          },
          ['digest'],
        ),
        response: answers(201, wholePluginSchema),
      },
      config: { access, action: 'plugin.add' },
    },
    async (request, reply) => {
      const archive = archiveOf(request.body);
      const { manifest, digest } = await host.plugins.inspect(archive);
      request.auditObject = `${manifest.id} ${manifest.version}`;
      if (digest !== request.query.digest) throw otherArchive(digest);
      const { level } = await host.isolation();
      const acceptRisk = request.query.acceptRisk === true;
      const added = await host.plugins.add(archive, { acceptRisk, level });
      reply.code(201).header('location', `/api/v1/plugins/${added.manifest.id}`);
      return pluginView(added, { whole: true });
    },
  );
}

function archiveOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw new RollcallError('INPUT_INVALID', 'the request carries no archive', {
    hint: `Send the .tgz file as the body, with the content type ${archiveType}.`,
  });
}

/** What a person agreed to is what is installed. */
function otherArchive(digest: string): RollcallError {
  return new RollcallError(
    'INPUT_INVALID',
    `the archive has the digest ${digest}, which is not the one that was named`,
    { hint: 'Look at this archive first, and install it by its own digest.' },
  );
}
