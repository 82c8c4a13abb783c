import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { AuditEntry } from '../access/audit-log.js';
import type { Host } from '../host-port.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the change was made to, where the path does not name it. */
    auditObject: string | undefined;
    /** Who made it, where that is known only after sign-in. */
    auditActor: AuditEntry['actor'] | undefined;
  }
  interface FastifyReply {
    /** Code of the error that is answered. */
    errorCode: string | undefined;
  }
}

/** Records each change, and each that was refused, before its answer leaves. */
export function auditChanges(server: FastifyInstance, host: Pick<Host, 'access' | 'log'>): void {
  server.decorateRequest('auditObject', undefined);
  server.decorateRequest('auditActor', undefined);
  server.decorateReply('errorCode', undefined);
  server.addHook('onSend', async (request, reply) => {
    const entry = entryOf(request, reply);
    if (!entry) return;
    try {
      await host.access.audit.record(entry);
    } catch (error) {
      // The change is made: an answer that says otherwise would be wrong.
      host.log.error({ err: error, entry }, 'the audit log could not be written');
    }
  });
}

function entryOf(request: FastifyRequest, reply: FastifyReply): AuditEntry | undefined {
  const { action } = request.routeOptions.config;
  const actor = actorOf(request);
  if (typeof action !== 'string' || !actor) return undefined;
  const { errorCode } = reply;
  // Sign-ins that are refused are counted and slowed down; whatever else nobody in particular sends could fill the log.
  if (actor.kind === 'anonymous' && errorCode !== 'SIGN_IN_REFUSED') return undefined;
  return {
    actor,
    action,
    object: request.auditObject ?? objectOf(request, reply),
    address: request.ip,
    result: resultOf(reply.statusCode),
    ...(errorCode === undefined ? {} : { code: errorCode }),
  };
}

function actorOf({ principal, auditActor }: FastifyRequest): AuditEntry['actor'] | undefined {
  if (auditActor) return auditActor;
  if (!principal) return undefined;
  const { kind, id, userId = id, name } = principal;
  return kind === 'session' ? { kind: 'user', id: userId, name } : { kind, id, name };
}

function objectOf({ params }: FastifyRequest, reply: FastifyReply): string | undefined {
  const [named] = Object.values(params ?? {});
  if (named !== undefined) return String(named);
  // Of what was made the answer names the address.
  return reply.getHeader('location')?.toString().split('/').at(-1);
}

function resultOf(status: number): AuditEntry['result'] {
  if (status < 400) return 'done';
  return status === 401 || status === 403 || status === 429 ? 'refused' : 'failed';
}
