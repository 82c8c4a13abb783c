import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import { keptPack, makeKeptPack } from '../../evidence/kept-packs.js';
import type { Host } from '../../host-port.js';
import { packView } from '../../views/review-view.js';
import { actorOf } from '../actor.js';
import { answers, idParams } from '../schemas.js';
import { pack } from './review-schemas.js';
import { sendPack } from './send-pack.js';

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
      const made = await makeKeptPack(host, request.params.id, actorOf(request));
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
      const review = await host.reviews.get(params.id);
      const kept = await keptPack(host, review);
      if (!kept) throw noPack(review.id);
      return sendPack(reply, kept, `review-${review.id.slice(0, 8)}.zip`);
    },
  );
}

function noPack(id: string): RollcallError {
  return new RollcallError('NOT_FOUND', `this host has no evidence pack of review ${id}`, {
    hint: 'Make it: POST to the same address, or "Create evidence pack" in the console.',
  });
}
