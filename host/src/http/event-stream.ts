import type { ServerResponse } from 'node:http';

import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';
import type { Host } from '../host-port.js';
import { EventAnswer } from './event-answer.js';
import { principalIn } from './guard.js';
import { answers, idParams } from './schemas.js';
import { whileAllowed } from './while-allowed.js';

/** Ids of run events are whole numbers that rise. */
const eventId = /^\d{1,18}$/;

/**
 * `GET /runs/{id}/events`: the events of a run as server-sent events, after `Last-Event-ID`; a
 * last one named `end` says that the run has ended. Comments keep the connection alive.
 */
export function streamEvents(
  api: FastifyInstance,
  host: Host,
  { heartbeatMs }: { readonly heartbeatMs: number },
): void {
  const closing = new AbortController();
  api.addHook('preClose', async () => closing.abort());
  api.get<{ Params: { readonly id: string } }>(
    '/runs/:id/events',
    {
      schema: {
        tags: ['runs'],
        summary: 'The events of a run, as they come (server-sent events)',
        params: idParams,
        headers: { type: 'object', properties: { 'last-event-id': { type: 'string' } } },
        produces: ['text/event-stream'],
        response: answers(200, { description: 'Events', type: 'string' }),
      },
      config: { access: 'viewer' },
    },
    async (request, reply) => {
      const after = lastEventId(request.headers['last-event-id']);
      const { id } = await host.runs.get(request.params.id);
      const left = new AbortController();
      request.raw.once('close', () => left.abort());
      using allowance = whileAllowed(host.access, principalIn(request), heartbeatMs);
      reply.hijack();
      const signal = AbortSignal.any([left.signal, closing.signal, allowance.signal]);
      await send(reply.raw, host, { runId: id, after, signal, heartbeatMs });
    },
  );
}

function lastEventId(header: string | string[] | undefined): string | undefined {
  const id = Array.isArray(header) ? header[0] : header;
  if (id === undefined || id === '') return undefined;
  if (eventId.test(id)) return id;
  throw new RollcallError('INPUT_INVALID', 'Last-Event-ID is no id of an event');
}

interface Following {
  readonly runId: string;
  readonly after: string | undefined;
  readonly signal: AbortSignal;
  readonly heartbeatMs: number;
}

async function send(response: ServerResponse, host: Host, following: Following): Promise<void> {
  const { runId, after, signal, heartbeatMs } = following;
  using events = new EventAnswer(response, { signal, heartbeatMs });
  try {
    for await (const { id, at, type, data } of host.runs.events(runId, after, signal)) {
      await events.send(type, { at, data }, id);
    }
    if (!signal.aborted) await events.send('end', { status: (await host.runs.get(runId)).status });
  } catch (error) {
    // The answer has begun: the client comes again with the last id that it saw.
    if (!signal.aborted) host.log.error({ err: error, runId }, 'an event stream broke off');
  }
}
