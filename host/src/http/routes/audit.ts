import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { auditView } from '../../views/access-view.js';
import { type PageQuery, pageQuery } from '../page.js';
import { answer, answers, closedObject, listOf, text, textOrNull } from '../schemas.js';

interface AuditRouteQuery extends PageQuery {
  readonly actor?: string;
  readonly action?: string;
  readonly object?: string;
}

const entry = answer('Who did what', {
  id: text,
  at: text,
  actor: answer('Who', {
    kind: { enum: ['user', 'token', 'command', 'anonymous'] },
    id: textOrNull,
    name: text,
  }),
  action: text,
  object: textOrNull,
  address: textOrNull,
  result: { enum: ['done', 'refused', 'failed'] },
  code: textOrNull,
});

/** Rollcall's own record of changes. */
export function auditRoutes(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: AuditRouteQuery }>(
    '/audit',
    {
      schema: {
        tags: ['audit'],
        summary: 'Who changed what in Rollcall, latest first',
        querystring: closedObject({
          ...pageQuery,
          actor: { type: 'string', maxLength: 300, description: 'Part of a name' },
          action: { type: 'string', maxLength: 100, description: '`user` or `user.add`' },
          object: { type: 'string', maxLength: 300 },
        }),
        response: answers(
          200,
          answer('Entries of the audit log', { entries: listOf(entry), next: textOrNull }),
        ),
      },
      config: { access: 'administrator' },
    },
    async ({ query }) => {
      const { limit = 50, cursor, actor, action, object } = query;
      const wanted = { limit: limit + 1, before: beforeOf(cursor), actor, action, object };
      const found = await host.access.audit.list(wanted);
      const entries = found.slice(0, limit);
      const last = entries.at(-1);
      const next = found.length > limit && last ? last.id : null;
      return { entries: entries.map(auditView), next };
    },
  );
}

/** The cursor is the id of the last entry that was seen. */
function beforeOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined || /^\d{1,15}$/.test(cursor)) return cursor;
  throw new RollcallError('INPUT_INVALID', 'the cursor belongs to no entry of this log', {
    hint: 'Begin again without a cursor.',
  });
}
