import { ApiError, notFound } from '../api-error.js';
import { failure, type Reply } from '../net/reply.js';
import { SoqlError } from '../soql/soql-error.js';
import {
  abortOrRefuse,
  createJob,
  deleteJob,
  getJob,
  jobResults,
  listJobs,
  resultPages,
} from './bulk.js';
import { batch, composite } from './composite.js';
import type { DataHandler, IncomingCall } from './data-call.js';
import { describeGlobal, describeObject } from './describe.js';
import { limits } from './limits.js';
import { continueQuery, runQuery } from './query.js';
import { objectInfo, retrieveRow } from './rows.js';
import { listResources } from './versions.js';

interface Route {
  /** Over the path behind the version, without a trailing slash. */
  readonly pattern: RegExp;
  readonly methods: Readonly<Record<string, DataHandler>>;
}

const JOB = '(750\\w{12}(?:\\w{3})?)';
const ROUTES: readonly Route[] = [
  { pattern: /^$/, methods: { GET: listResources } },
  { pattern: /^\/limits$/, methods: { GET: limits } },
  { pattern: /^\/query(?:All)?$/i, methods: { GET: runQuery } },
  { pattern: /^\/query(?:All)?\/([^/]+)$/i, methods: { GET: continueQuery } },
  { pattern: /^\/sobjects$/, methods: { GET: describeGlobal } },
  { pattern: /^\/sobjects\/(\w+)$/, methods: { GET: objectInfo } },
  { pattern: /^\/sobjects\/(\w+)\/describe$/, methods: { GET: describeObject } },
  { pattern: /^\/sobjects\/(\w+)\/([^/]+)$/, methods: { GET: retrieveRow } },
  { pattern: /^\/composite$/, methods: { POST: composite } },
  { pattern: /^\/composite\/batch$/, methods: { POST: batch } },
  { pattern: /^\/jobs\/query$/, methods: { GET: listJobs, POST: createJob } },
  {
    pattern: new RegExp(`^/jobs/query/${JOB}$`),
    methods: { GET: getJob, PATCH: abortOrRefuse, DELETE: deleteJob },
  },
  { pattern: new RegExp(`^/jobs/query/${JOB}/results$`), methods: { GET: jobResults } },
  { pattern: new RegExp(`^/jobs/query/${JOB}/resultpages$`, 'i'), methods: { GET: resultPages } },
];

/** Answers a call of a data API; refusals become error replies. */
export function dispatch(call: IncomingCall): Reply {
  try {
    return route(call);
  } catch (error) {
    if (error instanceof ApiError) return failure(error.status, error.errorCode, error.message);
    if (error instanceof SoqlError) return failure(400, error.errorCode, error.message);
    throw error;
  }
}

function route(call: IncomingCall): Reply {
  const { method, path } = call.request;
  if (!path.startsWith(call.basePath)) throw notFound();
  const rest = path.slice(call.basePath.length).replace(/\/$/, '');
  for (const { pattern, methods } of ROUTES) {
    const caught = pattern.exec(rest);
    if (caught === null) continue;
    const handler = methods[method === 'HEAD' ? 'GET' : method];
    if (handler === undefined) throw methodNotAllowed(method, Object.keys(methods));
    return handler({ ...call, parts: caught.slice(1).map(decodeURIComponent), dispatch });
  }
  throw notFound();
}

function methodNotAllowed(method: string, allowed: readonly string[]): ApiError {
  const names = allowed.includes('GET') ? ['HEAD', ...allowed] : allowed;
  const message = `HTTP Method '${method}' not allowed. Allowed are ${names.join(',')}`;
  return new ApiError(405, 'METHOD_NOT_ALLOWED', message);
}
