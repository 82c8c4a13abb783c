import type { FastifyInstance } from 'fastify';

import { severities } from '../../checks/check.js';
import type { NewTarget } from '../../delivery/target.js';
import type { Host } from '../../host-port.js';
import { deliveryView } from '../../views/delivery-view.js';
import { type PageQuery, pageOf, pageQuery } from '../page.js';
import {
  answer,
  answers,
  closedObject,
  idParams,
  listOf,
  number,
  text,
  textOrNull,
} from '../schemas.js';

interface IdParams {
  readonly id: string;
}

const tags = ['deliveries'];
const testTimeoutMs = 20_000;

const listed = {
  id: text,
  name: text,
  kind: { enum: ['webhook', 'file'] },
  address: text,
  minSeverity: { enum: severities },
  createdAt: text,
  deliveredAt: textOrNull,
  failedAt: textOrNull,
  error: textOrNull,
  waiting: number,
};
const delivery = answer('Who is told of findings', listed);

const newDelivery = closedObject(
  {
    name: { type: 'string', minLength: 1, maxLength: 200 },
    kind: { enum: ['webhook', 'file'] },
    address: {
      type: 'string',
      maxLength: 2000,
      description: 'An http or https URL, or the absolute path of an .ndjson or .jsonl file',
    },
    minSeverity: { enum: severities },
    secret: {
      type: 'string',
      minLength: 16,
      maxLength: 1000,
      description: 'What webhooks are signed with; made, and answered once, when absent',
    },
  },
  ['name', 'kind', 'address', 'minSeverity'],
);

/** Who is told of findings. */
export function deliveryRoutes(api: FastifyInstance, host: Host): void {
  listAndAdd(api, host);
  testAndRemove(api, host);
}

function listAndAdd(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: PageQuery }>(
    '/deliveries',
    {
      schema: {
        tags,
        summary: 'Who is told of findings, and whether it arrives',
        querystring: closedObject(pageQuery),
        response: answers(
          200,
          answer('Deliveries', { deliveries: listOf(delivery), next: textOrNull }),
        ),
      },
      config: { access: 'administrator' },
    },
    async ({ query }) => {
      const { items, next } = pageOf(await host.deliveries.list(), query);
      return { deliveries: items.map(deliveryView), next };
    },
  );
  api.post<{ Body: NewTarget }>(
    '/deliveries',
    {
      schema: {
        tags,
        summary: 'Tell a webhook or a file of what is found from now on',
        body: newDelivery,
        response: answers(201, answer('The delivery', { ...listed, secret: textOrNull })),
      },
      config: { access: 'administrator', action: 'delivery.add' },
    },
    async ({ body }, reply) => {
      const { target, secret } = await host.deliveries.add(body);
      reply.code(201).header('location', `/api/v1/deliveries/${target.id}`);
      return { ...deliveryView(target), secret: secret ?? null };
    },
  );
}

function testAndRemove(api: FastifyInstance, host: Host): void {
  api.post<{ Params: IdParams }>(
    '/deliveries/:id/test',
    {
      schema: {
        tags,
        summary: 'Send a test message',
        params: idParams,
        response: answers(
          200,
          answer('What became of it', {
            id: text,
            name: text,
            delivered: { type: 'boolean' },
            detail: text,
          }),
        ),
      },
      config: { access: 'administrator', action: 'delivery.test' },
    },
    async ({ params }) => {
      const signal = AbortSignal.timeout(testTimeoutMs);
      const { target, attempt } = await host.deliveries.test(params.id, signal);
      const { isDelivered: delivered, detail } = attempt;
      return { id: target.id, name: target.name, delivered, detail };
    },
  );
  api.delete<{ Params: IdParams }>(
    '/deliveries/:id',
    {
      schema: {
        tags,
        summary: 'Tell it nothing any more, not even what still waits',
        params: idParams,
        response: answers(200, delivery),
      },
      config: { access: 'administrator', action: 'delivery.remove' },
    },
    async ({ params }) => deliveryView(await host.deliveries.remove(params.id)),
  );
}
