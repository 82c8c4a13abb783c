import { ApiError } from '../api-error.js';
import { json, type Reply } from '../net/reply.js';
import { requestTo } from '../net/request.js';
import type { DataCall } from './data-call.js';
import { readObject, readText } from './json-body.js';

const MOST_REQUESTS = 25;
const MOST_QUERIES = 5;

/** `POST /composite`: up to 25 requests that count as one. */
export function composite(call: DataCall): Reply {
  const requests = readRequests(call, 'compositeRequest');
  const queries = requests.filter(({ url }) => /\/query(?:All)?[/?]/i.test(url ?? ''));
  if (queries.length > MOST_QUERIES) {
    throw new ApiError(
      400,
      'PROCESSING_HALTED',
      `Cannot process more than ${MOST_QUERIES} query requests in a composite request`,
    );
  }
  const maxPage = call.org.settings.compositePage ?? call.maxPage;
  const compositeResponse = requests.map(({ method, url, referenceId }) => {
    if (referenceId === undefined)
      throw new ApiError(400, 'JSON_PARSER_ERROR', 'referenceId is required');
    const reply = runNested(call, method ?? 'GET', url ?? '', maxPage);
    return { body: bodyOf(reply), httpHeaders: {}, httpStatusCode: reply.status, referenceId };
  });
  return json({ compositeResponse });
}

/** `POST /composite/batch`: up to 25 requests, each of which counts. */
export function batch(call: DataCall): Reply {
  const requests = readRequests(call, 'batchRequests');
  const isHalting = readObject(call.request.body).haltOnError === true;
  let isHalted = false;
  const results = requests.map(({ method, url }) => {
    if (isHalted) return { statusCode: 412, result: [HALTED] };
    call.org.usage.spendByOthers(1);
    const path = `/services/data/${(url ?? '').replace(/^\//, '')}`;
    const reply = runNested(call, method ?? 'GET', path, call.maxPage);
    isHalted = isHalting && reply.status >= 400;
    return { statusCode: reply.status, result: bodyOf(reply) };
  });
  return json({ hasErrors: results.some(({ statusCode }) => statusCode >= 400), results });
}

const HALTED = {
  errorCode: 'BATCH_PROCESSING_HALTED',
  message: 'Batch processing halted per request.',
};

interface NestedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly referenceId: string | undefined;
}

function readRequests({ request }: DataCall, key: string): NestedRequest[] {
  const list = readObject(request.body)[key];
  if (!Array.isArray(list)) throw new ApiError(400, 'JSON_PARSER_ERROR', `Missing ${key}`);
  if (list.length > MOST_REQUESTS) {
    throw new ApiError(400, 'LIMIT_EXCEEDED', `Cannot process more than ${MOST_REQUESTS} requests`);
  }
  return list.map((item: unknown) => ({
    method: readText(item, 'method'),
    url: readText(item, 'url'),
    referenceId: readText(item, 'referenceId'),
  }));
}

function runNested(call: DataCall, method: string, url: string, maxPage: number): Reply {
  const request = requestTo(method, url, call.request.headers, '');
  if (/\/composite(?:\/|$)/.test(request.path)) {
    throw new ApiError(400, 'INVALID_REQUEST', 'Composite requests can not be nested');
  }
  return call.dispatch({ ...call, request, maxPage });
}

function bodyOf({ content }: Reply): unknown {
  if (content.kind === 'json') return content.value;
  return content.kind === 'text' ? content.text : null;
}
