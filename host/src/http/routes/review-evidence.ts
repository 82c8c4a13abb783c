import { createReadStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import { makeReviewPack } from '../../evidence/review-pack.js';
import type { Host } from '../../host-port.js';
import { packView } from '../../views/review-view.js';
import { actorOf } from '../actor.js';
import { answers, idParams } from '../schemas.js';
import { pack } from './review-schemas.js';

interface IdParams {
  readonly id: string;
}

const tags = ['reviews'];

/** The evidence pack of a review: made on request, then fetched. */
export function reviewEvidenceRoutes(api: FastifyInstance, host: Host): void {
  api.post<{ Params: IdParams }>(
    '/reviews/:id/evidence',
    {
      schema: {
        tags,
        summary: 'Make the evidence pack of a completed review, and tell its SHA-256',
        params: idParams,
        response: answers(201, pack),
      },
      config: { access: 'operator', action: 'review.evidence' },
    },
    async (request, reply) => {
      const made = await makeReviewPack(host, request.params.id, {
        pathOf: async ({ id }) => {
          await mkdir(folderOf(host), { recursive: true, mode: 0o700 });
          return fileOf(host, id);
        },
        by: actorOf(request),
      });
      reply.code(201).header('location', `/api/v1/reviews/${made.review.id}/evidence`);
      request.auditObject = made.review.id;
      return packView(made.pack);
    },
  );
  api.get<{ Params: IdParams }>(
    '/reviews/:id/evidence',
    {
      schema: {
        tags,
        summary: 'The evidence pack that was made last, as a ZIP file',
        params: idParams,
        produces: ['application/zip'],
      },
      config: { access: 'viewer' },
    },
    async ({ params }, reply) => {
      const { id } = await host.reviews.get(params.id);
      const file = fileOf(host, id);
      const { size } = await stat(file).catch((cause: unknown) => {
        throw noPack(id, cause);
      });
      reply
        .header('content-type', 'application/zip')
        .header('content-length', size)
        .header('content-disposition', `attachment; filename="review-${id.slice(0, 8)}.zip"`);
      return reply.send(createReadStream(file));
    },
  );
}

function folderOf({ home }: Pick<Host, 'home'>): string {
  return join(home, 'evidence');
}

function fileOf(host: Pick<Host, 'home'>, id: string): string {
  return join(folderOf(host), `${id}.zip`);
}

function noPack(id: string, cause: unknown): RollcallError {
  return new RollcallError('NOT_FOUND', `this host has no evidence pack of review ${id}`, {
    hint: 'Make it: POST to the same address, or "Create evidence pack" in the console.',
    cause,
  });
}
