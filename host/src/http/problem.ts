import { errorCodes, isRollcallError, RollcallError } from '@rollcall/core';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Host } from '../host-port.js';
import { type ListedFault, listedFaults } from '../views/faults.js';

/** An error as the API tells it (RFC 9457). */
export interface Problem {
  /** Names the kind of error for ever. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What happened. */
  readonly detail: string;
  /** See `RollcallError.code`. */
  readonly code: string;
  /** What the caller can do. */
  readonly hint: string;
  /** The mistakes, where there may be several. */
  readonly faults?: readonly ListedFault[];
  /** Seconds to wait, where waiting helps. */
  readonly retryAfter?: number;
}

/** Answers every error as problem details. What is unexpected is logged, not told. */
export function answerProblems(server: FastifyInstance, log: Host['log']): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error);
    if (problem.code === 'INTERNAL') {
      log.error({ err: error, method: request.method, url: request.url }, 'a request failed');
    }
    return sendProblem(reply, problem);
  });
  server.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      problemOf(
        new RollcallError('NOT_FOUND', `there is no ${request.method} ${pathOf(request)}`, {
          hint: 'The API is described at /api/v1/openapi.json.',
        }),
      ),
    ),
  );
}

/** The problem details of any error. */
function problemOf(error: unknown): Problem {
  if (isRollcallError(error)) return fromRollcallError(error);
  const { statusCode, validation, message } = asFastifyError(error);
  if (validation) return fromRollcallError(invalidRequest(validation));
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return {
      ...fromRollcallError(new RollcallError('INPUT_INVALID', message)),
      status: statusCode,
    };
  }
  return fromRollcallError(new RollcallError('INTERNAL', 'something unexpected happened'));
}

function fromRollcallError(error: RollcallError): Problem {
  const faults = listedFaults(error);
  const retryAfter = retryAfterOf(error);
  return {
    type: `urn:rollcall:error:${error.code}`,
    title: titleOf(error.code),
    status: errorCodes[error.code].httpStatus,
    detail: error.message,
    code: error.code,
    hint: error.hint,
    ...(faults.length > 0 ? { faults } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

function retryAfterOf({ details }: RollcallError): number | undefined {
  if (typeof details !== 'object' || details === null || !('retryAfterSeconds' in details)) {
    return undefined;
  }
  return typeof details.retryAfterSeconds === 'number' ? details.retryAfterSeconds : undefined;
}

function titleOf(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One mistake that the schema of a request found. */
interface SchemaFault {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function invalidRequest(validation: readonly SchemaFault[]): RollcallError {
  const details = validation.map(({ instancePath, message, params }) => {
    const extra = params.additionalProperty;
    return {
      pointer: instancePath,
      message: extra === undefined ? (message ?? 'is not valid') : `has no "${String(extra)}"`,
    };
  });
  return new RollcallError('INPUT_INVALID', 'the request is not valid', { details });
}

function asFastifyError(error: unknown): {
  readonly statusCode?: number;
  readonly validation?: readonly SchemaFault[];
  readonly message: string;
} {
  return error instanceof Error ? error : { message: String(error) };
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
  if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter);
  reply.errorCode = problem.code;
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? request.url;
}
