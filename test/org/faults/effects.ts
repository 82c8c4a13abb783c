import { empty, failure, html, json, type Reply, text } from '../net/reply.js';
import type { OrgState } from '../state.js';
import type { Fault } from './fault.js';

const NO_LOCK = 'unable to obtain exclusive access to this record or 1 records';
const ERROR_ID =
  'Please include this ErrorId if you contact support: 1234567890-12345 (-123456789)';

/** Whether a fault strikes before the org itself saw the request, so that nothing counts. */
export function isEdgeFault({ kind }: Fault): boolean {
  return (
    kind === 'reset' || kind === 'html-503' || kind === 'redirect' || kind === 'too-many-requests'
  );
}

/** The answer a fault gives in place of the org's own; undefined when it gives none. */
export function answerFor(fault: Fault, org: OrgState): Reply | undefined {
  switch (fault.kind) {
    case 'reset':
      return { ...empty(200), mishap: 'reset' };
    case 'html-200':
      return html('Login | Salesforce');
    case 'html-503':
      return html('We are down for maintenance.', 503);
    case 'server-error':
      return serverError(fault.status ?? 500);
    case 'too-many-requests':
      return json({ error: 'too many requests' }, 429, {
        'Retry-After': String(fault.retryAfterSeconds),
      });
    case 'session-expired':
    case 'session-revoked':
      org.sessions.expireAll();
      return failure(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    case 'session-not-valid-for-rest':
      return failure(
        401,
        'INVALID_SESSION_ID',
        'This session is not valid for use with the REST API',
      );
    case 'query-timeout':
      return failure(400, 'QUERY_TIMEOUT', 'Your query request was running for too long.');
    case 'lock-row':
      return failure(400, 'UNABLE_TO_LOCK_ROW', `${NO_LOCK}: ${org.data.ids.id('005', 0)}`);
    case 'locator-gone':
      org.cursors.clear();
      return failure(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    case 'concurrent-limit':
      return failure(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.');
    case 'total-requests':
      return failure(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    case 'redirect':
      return empty(fault.status ?? 302, { Location: fault.to });
    case 'answer':
      return text(fault.body, fault.type ?? 'application/json;charset=UTF-8', fault.status);
    default:
      return undefined;
  }
}

/** Spoils an answer on its way out. */
export function spoil(fault: Fault, reply: Reply, org: OrgState): Reply {
  switch (fault.kind) {
    case 'reset-mid-body':
    case 'truncated-gzip':
    case 'corrupt-gzip':
      return { ...reply, mishap: fault.kind };
    case 'empty-body':
      return { ...reply, content: { kind: 'empty' } };
    case 'corrupt-json':
      return withHalfBody(reply);
    case 'date-skew': {
      const date = new Date(org.clock.now() + fault.ms).toUTCString();
      return { ...reply, headers: { ...reply.headers, Date: date } };
    }
    case 'instance-url':
      return withInstanceUrl(reply, fault.url);
    default:
      return reply;
  }
}

/** Half of the text, with a length that fits: nothing but the content tells. */
function withHalfBody(reply: Reply): Reply {
  const { content } = reply;
  if (content.kind === 'empty') return reply;
  const isJson = content.kind === 'json';
  const whole = isJson ? JSON.stringify(content.value) : content.text;
  const half = whole.slice(0, Math.ceil(whole.length / 2));
  const type = isJson ? 'application/json;charset=UTF-8' : content.type;
  return { ...reply, content: { kind: 'text', type, text: half } };
}

function serverError(status: number): Reply {
  if (status === 502 || status === 504) return html('Bad gateway', status);
  if (status === 503) return failure(503, 'SERVER_UNAVAILABLE', 'Server too busy');
  return failure(status, 'UNKNOWN_EXCEPTION', `An unexpected error occurred. ${ERROR_ID}`);
}

function withInstanceUrl(reply: Reply, url: string): Reply {
  if (reply.content.kind !== 'json' || typeof reply.content.value !== 'object') return reply;
  const value = { ...reply.content.value, instance_url: url };
  return { ...reply, content: { kind: 'json', value } };
}
