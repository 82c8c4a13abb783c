import { RollcallError } from '@rollcall/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Draft } from '../../drafts/draft-tester.js';
import type { Host } from '../../host-port.js';
import { checkView } from '../../views/run-view.js';
import { testView } from '../../views/test-view.js';
import { EventAnswer } from '../event-answer.js';
import { answer, answers, anyObject, closedObject, idParams, listOf, text } from '../schemas.js';
import { checkSchema } from './run-schema.js';

interface DraftBody {
  readonly config?: Record<string, unknown>;
  readonly secrets?: Record<string, string | null>;
  readonly options?: Record<string, unknown>;
  readonly integrationId?: string;
}

const body = closedObject({
  config: anyObject,
  secrets: {
    type: 'object',
    additionalProperties: { type: ['string', 'null'] },
    description: 'With `integrationId` an absent secret is the stored one, null leaves it out',
  },
  options: anyObject,
  integrationId: {
    type: 'string',
    description: 'The integration that the form edits: then `config` holds what changes',
  },
});

/** `POST /plugins/{id}/config/test`: the connectivity test of a form that is not saved. */
export function draftTestRoute(
  api: FastifyInstance,
  host: Host,
  { heartbeatMs }: { readonly heartbeatMs: number },
): void {
  const closing = new AbortController();
  api.addHook('preClose', async () => closing.abort(cancelled('the host stops')));
  api.post<{ Params: { readonly id: string }; Body: DraftBody }>(
    '/plugins/:id/config/test',
    {
      schema: {
        tags: ['plugins'],
        summary: 'Test a config that is not saved yet; nothing is stored',
        description:
          'Asked for `text/event-stream`, it sends each check as an event `check`, then the whole as `end`.',
        params: idParams,
        body,
        response: answers(
          200,
          answer('The outcome', {
            connected: { type: 'boolean' },
            message: text,
            checks: listOf(checkSchema),
          }),
        ),
      },
      config: { access: 'operator', action: null },
    },
    async (request, reply) => {
      const { config = {}, secrets = {}, options = {}, integrationId } = request.body;
      const form = { config, secrets, options, integrationId };
      const draft = await host.drafts.prepare(request.params.id, form);
      const signal = AbortSignal.any([leaving(reply), closing.signal]);
      if (!wantsEvents(request)) return testView(await host.drafts.test(draft, { signal }));
      reply.hijack();
      await sendEvents(host, draft, { reply, signal, heartbeatMs });
      return reply;
    },
  );
}

function wantsEvents({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/event-stream') === true;
}

/** Aborts when the client goes away before the answer has ended. */
function leaving({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once('close', () => left.abort(cancelled('nobody waits for the test any more')));
  return left.signal;
}

function cancelled(why: string): RollcallError {
  return new RollcallError('RUN_CANCELLED', why);
}

interface Sending {
  readonly reply: FastifyReply;
  readonly signal: AbortSignal;
  readonly heartbeatMs: number;
}

async function sendEvents(host: Host, draft: Draft, sending: Sending): Promise<void> {
  const { reply, signal, heartbeatMs } = sending;
  using events = new EventAnswer(reply.raw, { signal, heartbeatMs });
  try {
    const onCheck = (each: Parameters<typeof checkView>[0]) =>
      void events.send('check', checkView(each));
    await events.send('end', testView(await host.drafts.test(draft, { signal, onCheck })));
  } catch (error) {
    // The answer has begun: its end without an event `end` says that there is no outcome.
    if (!signal.aborted) host.log.error({ err: error }, 'the test of a form broke off');
  }
}
