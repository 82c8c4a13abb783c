import type { Fault, FaultKind } from '../faults/fault.js';

const KINDS: Readonly<Record<FaultKind['kind'], readonly string[]>> = {
  reset: [],
  'reset-mid-body': [],
  'truncated-gzip': [],
  'corrupt-gzip': [],
  'corrupt-json': [],
  'html-200': [],
  'html-503': [],
  'empty-body': [],
  'server-error': [],
  'too-many-requests': ['retryAfterSeconds'],
  'session-expired': [],
  'session-revoked': [],
  'session-not-valid-for-rest': [],
  'query-timeout': [],
  'lock-row': [],
  'locator-gone': [],
  'concurrent-limit': [],
  'total-requests': [],
  redirect: ['to'],
  'instance-url': ['url'],
  hold: [],
  delay: ['ms'],
  'limit-header': ['form'],
  'date-skew': ['ms'],
  'short-page': ['rows'],
  answer: ['status', 'body'],
};

/** Reads a fault another process asks for. @throws when its kind or what the kind needs is off */
export function readFault(body: Readonly<Record<string, unknown>>): Fault {
  if (isFault(body)) return body;
  throw new Error(`not a fault: ${JSON.stringify(body)}; kinds: ${Object.keys(KINDS).join(', ')}`);
}

function isFault(body: unknown): body is Fault {
  if (typeof body !== 'object' || body === null || !('kind' in body)) return false;
  const needed = Object.entries(KINDS).find(([kind]) => kind === body.kind)?.[1];
  return needed?.every((name) => name in body) ?? false;
}
