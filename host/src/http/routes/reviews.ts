import type { FastifyInstance } from 'fastify';

import { keptPack } from '../../evidence/kept-packs.js';
import type { Host } from '../../host-port.js';
import { parsePeriod } from '../../reports/instant.js';
import {
  type Decision,
  decisions,
  type ReviewKind,
  type ReviewState,
  reviewKinds,
} from '../../reviews/review.js';
import { reviewDetailView, reviewLineView, reviewView } from '../../views/review-view.js';
import { actorOf } from '../actor.js';
import { type PageQuery, pageQuery, readPage } from '../page.js';
import { answers, closedObject, idParams } from '../schemas.js';
import { reviewEvidenceRoutes } from './review-evidence.js';
import {
  completeBody,
  decideBody,
  linePage,
  review,
  reviewDetail,
  reviewPage,
  startBody,
} from './review-schemas.js';

interface IdParams {
  readonly id: string;
}

interface ListQuery extends PageQuery {
  readonly kind?: ReviewKind;
  readonly state?: ReviewState;
}

interface LinesQuery {
  readonly after?: number;
  readonly limit?: number;
  readonly decision?: Decision | 'none';
}

interface StartBody {
  readonly kind: ReviewKind;
  readonly integration?: string;
  readonly from?: string;
  readonly to?: string;
}

const tags = ['reviews'];

const listQuery = closedObject({
  ...pageQuery,
  kind: { enum: reviewKinds },
  state: { enum: ['open', 'completed'] },
});

const linesQuery = closedObject({
  after: { type: 'integer', minimum: 0, description: 'The `next` of the page before' },
  limit: { type: 'integer', minimum: 1, maximum: 5000, default: 500 },
  decision: { enum: [...decisions, 'none'], description: '`none`: what nobody judged' },
});

/** Reviews of sign-ins and access: lines, decisions, statement, evidence. */
export function reviewRoutes(api: FastifyInstance, host: Host): void {
  listRoutes(api, host);
  linesRoute(api, host);
  startRoute(api, host);
  actRoutes(api, host);
  reviewEvidenceRoutes(api, host);
}

function listRoutes(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: ListQuery }>(
    '/reviews',
    {
      schema: {
        tags,
        summary: 'Reviews, latest first',
        querystring: listQuery,
        response: answers(200, reviewPage),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const { kind, state } = query;
      const page = await readPage(query, (limit, after) =>
        host.reviews.list({ kind, state }, { limit, after }),
      );
      return { reviews: page.items.map(reviewView), next: page.next };
    },
  );
  api.get<{ Params: IdParams }>(
    '/reviews/:id',
    {
      schema: {
        tags,
        summary: 'A review with what it rests on',
        params: idParams,
        response: answers(200, reviewDetail),
      },
      config: { access: 'viewer' },
    },
    async ({ params }) => {
      const found = await host.reviews.get(params.id);
      const detail = reviewDetailView(found, await host.reviews.basis(found));
      return { ...detail, packIsHere: (await keptPack(host, found)) !== undefined };
    },
  );
}

function linesRoute(api: FastifyInstance, host: Host): void {
  api.get<{ Params: IdParams; Querystring: LinesQuery }>(
    '/reviews/:id/lines',
    {
      schema: {
        tags,
        summary: 'What is judged, with what is decided now',
        params: idParams,
        querystring: linesQuery,
        response: answers(200, linePage),
      },
      config: { access: 'viewer' },
    },
    async ({ params, query }) => {
      const { id } = await host.reviews.get(params.id);
      const { after, decision, limit = 500 } = query;
      const found = await host.reviews.lines(id, { after, decision, limit: limit + 1 });
      const lines = found.slice(0, limit);
      const next = found.length > limit ? (lines.at(-1)?.line ?? null) : null;
      return { lines: lines.map(reviewLineView), next };
    },
  );
}

function startRoute(api: FastifyInstance, host: Host): void {
  api.post<{ Body: StartBody }>(
    '/reviews',
    {
      schema: {
        tags,
        summary: 'Start a review: what is to be judged is copied',
        body: startBody,
        response: answers(201, review),
      },
      config: { access: 'operator', action: 'review.start' },
    },
    async (request, reply) => {
      const { kind, integration, from, to } = request.body;
      const of = integration === undefined ? undefined : await host.integrations.get(integration);
      const wish = { kind, integration: of, ...parsePeriod(from, to) };
      const started = await host.reviews.start(wish, actorOf(request));
      reply.code(201).header('location', `/api/v1/reviews/${started.id}`);
      return reviewView(started);
    },
  );
}

function actRoutes(api: FastifyInstance, host: Host): void {
  api.post<{
    Params: IdParams;
    Body: { lines: readonly number[]; decision: Decision; note?: string };
  }>(
    '/reviews/:id/decisions',
    {
      schema: {
        tags,
        summary: 'Say the same of several lines, or of none of them',
        params: idParams,
        body: decideBody,
        response: answers(200, review),
      },
      config: { access: 'operator', action: 'review.decide' },
    },
    async (request) => {
      const { lines, decision, note } = request.body;
      const { id } = request.params;
      const by = actorOf(request);
      return reviewView(await host.reviews.decide(id, lines, { decision, note }, by));
    },
  );
  api.post<{ Params: IdParams; Body: { reviewer: string; statement: string } }>(
    '/reviews/:id/complete',
    {
      schema: {
        tags,
        summary: 'End a review with a statement; from then on nothing of it changes',
        params: idParams,
        body: completeBody,
        response: answers(200, review),
      },
      config: { access: 'operator', action: 'review.complete' },
    },
    async (request) => {
      const { params, body } = request;
      return reviewView(await host.reviews.complete(params.id, body, actorOf(request)));
    },
  );
}
