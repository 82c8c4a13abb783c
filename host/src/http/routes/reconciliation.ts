import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { spanView } from '../../views/reconciliation-view.js';
import { answer, answers, idParams, listOf, number, text } from '../schemas.js';

const span = answer('A span of a stream, compared with the provider', {
  stream: text,
  from: text,
  to: text,
  stored: number,
  provider: number,
  checkedAt: text,
  status: {
    enum: ['complete', 'differs', 'gap'],
    description: '`differs` is being looked into; a `gap` was read again without success',
  },
});

/** Whether everything is stored that the provider has. */
export function reconciliationRoute(api: FastifyInstance, host: Host): void {
  api.get<{ Params: { readonly id: string } }>(
    '/integrations/:id/reconciliation',
    {
      schema: {
        tags: ['integrations'],
        summary: "Spans of event streams, compared with the provider's own counts",
        params: idParams,
        response: answers(200, answer('Spans', { spans: listOf(span) })),
      },
      config: { access: 'viewer' },
    },
    async ({ params }) => {
      const { id } = await host.integrations.get(params.id);
      return { spans: (await host.reconciliation(id)).map(spanView) };
    },
  );
}
