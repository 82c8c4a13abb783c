import { ApiError } from '../api-error.js';
import { json, type Reply } from '../net/reply.js';
import type { Page } from '../soql/cursors.js';
import { evaluate } from '../soql/evaluate.js';
import { parseQuery } from '../soql/parser.js';
import type { DataCall } from './data-call.js';

const SMALLEST_BATCH = 200;
const LARGEST_BATCH = 2000;

/** `GET /query?q=` and `/queryAll?q=`. */
export function runQuery(call: DataCall): Reply {
  const { org, view, request } = call;
  const text = request.params.get('q');
  const explained = request.params.get('explain');
  if (text === null && explained !== null) return explain(explained);
  if (text === null || text.trim() === '') {
    throw new ApiError(400, 'MALFORMED_QUERY', 'SOQL statement is missing or empty');
  }
  const result = evaluate(parseQuery(text), view);
  if (result.kind === 'count') return json({ totalSize: result.count, done: true, records: [] });
  if (result.kind === 'groups') {
    return json({ totalSize: result.records.length, done: true, records: result.records });
  }
  return pageReply(call, org.cursors.first(result, pageRequest(call), org.settings.maxCursors));
}

/** `GET /query/<locator>`: the next page. */
export function continueQuery(call: DataCall): Reply {
  const page = call.org.cursors.next(call.parts[0] ?? '', pageRequest(call));
  if (page === undefined) throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return pageReply(call, page);
}

function pageReply({ basePath }: DataCall, { totalSize, records, next }: Page): Reply {
  const url = next === undefined ? {} : { nextRecordsUrl: `${basePath}/query/${next}` };
  return json({ totalSize, done: next === undefined, ...url, records });
}

function pageRequest({ org, request, session, maxPage }: DataCall) {
  const [, asked] =
    /batchSize\s*=\s*(\d+)/i.exec(request.headers['sforce-query-options'] ?? '') ?? [];
  const wanted = asked === undefined ? LARGEST_BATCH : Number(asked);
  const batch = Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, wanted));
  const size = Math.min(batch, org.settings.maxPage, maxPage);
  return { size, now: org.clock.now(), userId: session.userId };
}

function explain(text: string): Reply {
  const { from } = parseQuery(text);
  const plan = {
    cardinality: 1,
    fields: [],
    leadingOperationType: 'TableScan',
    notes: [],
    relativeCost: 1,
    sobjectCardinality: 1,
    sobjectType: from,
  };
  return json({ plans: [plan], sourceQuery: text });
}
