import { isRollcallError, RollcallError } from '@rollcall/core';

/** Names the server without its password: `host:port/database`. */
export function describeUrl(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

interface Cause {
  readonly code: string | undefined;
  readonly message: string;
}

const hints: Readonly<Record<string, string>> = {
  '28P01': 'Correct the user name or password in ROLLCALL_DATABASE_URL.',
  '28000':
    'Let the user of ROLLCALL_DATABASE_URL connect (pg_hba.conf), or ask for TLS with ?sslmode=require.',
  '3D000': 'Create the database named in ROLLCALL_DATABASE_URL, owned by its user.',
  '42501': 'Let the user of ROLLCALL_DATABASE_URL create schemas in the database.',
  '53300': 'Let the server take more connections (max_connections), or run fewer hosts.',
  '53100': 'The disk of the database is full. Make room; nothing that was committed is lost.',
  ENOTFOUND: 'Correct the host name in ROLLCALL_DATABASE_URL.',
};

/** Classes of SQLSTATE that are about the connection or the server, not about a statement. */
const serverClasses = /^(08|28|53|57P|58)/;
const networkCodes = /^E[A-Z]+$/;
const closedMessages =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout/;

/**
 * Makes `DATABASE_UNAVAILABLE` of an error of the connection, with what to do. Other errors, such as
 * those of a statement, are given back as they are. `where` names the server, without its password.
 */
export function asUnavailable(error: unknown, where: string): unknown {
  if (isRollcallError(error)) return error;
  const { code, message } = causeOf(error);
  const isConnection =
    code === undefined
      ? closedMessages.test(message)
      : serverClasses.test(code) || networkCodes.test(code) || code === '3D000';
  if (!isConnection) return error;
  return unavailable(error, where);
}

/** Makes `DATABASE_UNAVAILABLE` of whatever kept us from connecting. */
export function unavailable(error: unknown, where: string): RollcallError {
  if (isRollcallError(error)) return error;
  const { code, message } = causeOf(error);
  return new RollcallError(
    'DATABASE_UNAVAILABLE',
    `no connection to the database at ${where}: ${message}`,
    { hint: code === undefined ? undefined : hints[code], cause: error },
  );
}

/** Whether a first connect may succeed shortly, because the server is starting or not there yet. */
export function maySucceedSoon(error: unknown): 'starting' | 'absent' | 'no' {
  const { code } = causeOf(error);
  if (code === '57P03') return 'starting';
  return ['ECONNREFUSED', 'ENOENT', 'EAI_AGAIN', 'ECONNRESET'].includes(code ?? '')
    ? 'absent'
    : 'no';
}

/** Node reports several addresses of one name as one error that has no message of its own. */
function causeOf(error: unknown): Cause {
  const one = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  if (!(one instanceof Error)) return { code: undefined, message: String(one) };
  const code = 'code' in one && typeof one.code === 'string' ? one.code : undefined;
  return { code, message: one.message };
}
