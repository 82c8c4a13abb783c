import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { logLevels, type RunLogLevel } from '../../runs/run-logs.js';
import { type PageQuery, pageQuery, readPage } from '../page.js';
import {
  answer,
  answers,
  anyObject,
  closedObject,
  idParams,
  listOf,
  text,
  textOrNull,
} from '../schemas.js';

interface LogQuery extends PageQuery {
  readonly level?: RunLogLevel;
}

const line = answer('A line', {
  id: text,
  at: text,
  level: { enum: [...logLevels] },
  source: { enum: ['connector', 'host'], description: 'The plugin, or the host about it' },
  message: text,
  fields: anyObject,
});

/** What connector and host logged about a run. */
export function runLogRoute(api: FastifyInstance, host: Host): void {
  api.get<{ Params: { readonly id: string }; Querystring: LogQuery }>(
    '/runs/:id/logs',
    {
      schema: {
        tags: ['runs'],
        summary: 'The log of a run, oldest first',
        params: idParams,
        querystring: closedObject({
          ...pageQuery,
          level: { enum: [...logLevels], description: 'Only lines of at least this level' },
        }),
        response: answers(200, answer('Lines', { lines: listOf(line), next: textOrNull })),
      },
      config: { access: 'viewer' },
    },
    async ({ params, query }) => {
      const { id } = await host.runs.get(params.id);
      const level = query.level === undefined ? {} : { level: query.level };
      const { items, next } = await readPage(query, (limit, after) =>
        host.runLog(id, {
          limit,
          ...level,
          ...(after === undefined ? {} : { after: lineId(after) }),
        }),
      );
      return { lines: items, next };
    },
  );
}

function lineId(after: string): string {
  if (/^\d{1,18}$/.test(after)) return after;
  throw new RollcallError('INPUT_INVALID', 'the cursor belongs to no line of this log', {
    hint: 'Begin again without a cursor.',
  });
}
