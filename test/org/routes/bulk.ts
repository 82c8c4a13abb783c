import { ApiError, notFound } from '../api-error.js';
import { isDelimiter, toCsv } from '../bulk/csv.js';
import { type BulkJob, progress } from '../bulk/jobs.js';
import { refuseResult, refuseUnsupported } from '../bulk/refusals.js';
import { empty, json, type Reply, text } from '../net/reply.js';
import { evaluate } from '../soql/evaluate.js';
import { parseQuery } from '../soql/parser.js';
import type { DataCall } from './data-call.js';
import { readObject, readText } from './json-body.js';

const MOST_RESULT_PAGES = 5;

/** `POST /jobs/query`. */
export function createJob(call: DataCall): Reply {
  const { org, view, request, session } = call;
  const body = readObject(request.body);
  const operation = readText(body, 'operation') ?? '';
  if (operation !== 'query' && operation !== 'queryAll') {
    throw new ApiError(400, 'INVALIDJOB', `Unsupported operation: ${operation}`);
  }
  const columnDelimiter = readText(body, 'columnDelimiter') ?? 'COMMA';
  if (!isDelimiter(columnDelimiter))
    throw new ApiError(400, 'INVALIDJOB', `Invalid column delimiter: ${columnDelimiter}`);
  const limit = org.settings.bulkJobLimit;
  if (org.bulk.createdSince(org.clock.now()) >= limit) {
    throw new ApiError(
      400,
      'API_ERROR',
      `Max bulk v2 query jobs (${limit}) per 24 hrs has been reached (${limit + 21})`,
    );
  }
  const query = parseQuery(readText(body, 'query') ?? '');
  refuseUnsupported(query);
  const result = evaluate(query, view);
  if (result.kind !== 'rows') throw new ApiError(400, 'API_ERROR', 'Unsupported query');
  refuseResult(result, org.settings.bulkRefused);
  const job = org.bulk.add({
    operation,
    object: result.schema.name,
    userId: session.userId,
    createdAt: org.clock.now(),
    apiVersion: view.caller.apiVersion,
    style: { columnDelimiter, lineEnding: readText(body, 'lineEnding') ?? 'LF' },
    result,
    pollsLeft: org.settings.bulkPolls,
    errorMessage: org.settings.bulkErrorMessage,
  });
  return json(jobBody(job));
}

/** `GET /jobs/query/<id>`. Each poll moves the job on. */
export function getJob(call: DataCall): Reply {
  const job = findJob(call);
  progress(job);
  const isDone = job.state === 'JobComplete';
  return json({
    ...jobBody(job),
    jobType: 'V2Query',
    numberRecordsProcessed: isDone ? job.result.slots.length : 0,
    retries: 0,
    totalProcessingTime: isDone ? 334 : 0,
    isPkChunkingSupported: false,
    ...(job.state === 'Failed' ? { errorMessage: job.errorMessage } : {}),
  });
}

/** `GET /jobs/query`. */
export function listJobs({ org }: DataCall): Reply {
  return json({ done: true, records: org.bulk.all().map(jobBody), nextRecordsUrl: null });
}

/** `PATCH /jobs/query/<id>` with `{"state":"Aborted"}`. */
export function abortOrRefuse(call: DataCall): Reply {
  const job = findJob(call);
  const isOver = job.state === 'JobComplete' || job.state === 'Failed' || job.state === 'Aborted';
  if (isOver || readText(readObject(call.request.body), 'state') !== 'Aborted') {
    throw new ApiError(400, 'INVALIDJOBSTATE', `Aborting already Completed Job not allowed`);
  }
  job.state = 'Aborted';
  return json(jobBody(job));
}

/** `DELETE /jobs/query/<id>`. */
export function deleteJob(call: DataCall): Reply {
  const job = findJob(call);
  if (job.state === 'UploadComplete' || job.state === 'InProgress') {
    throw new ApiError(400, 'INVALIDJOBSTATE', 'Job must be in a terminal state to be deleted');
  }
  call.org.bulk.delete(job);
  return empty(204);
}

/** `GET /jobs/query/<id>/results`: CSV, and the locator of what follows. */
export function jobResults(call: DataCall): Reply {
  const job = finishedJob(call);
  const { params } = call.request;
  const { bulkPage, maxBulkPage } = call.org.settings;
  const asked = Math.max(1, Number(params.get('maxRecords') ?? bulkPage));
  const size = Math.min(asked, maxBulkPage ?? asked);
  const start = readLocator(params.get('locator'));
  const total = job.result.slots.length;
  if (start > total) throw new ApiError(400, 'API_ERROR', 'Invalid locator');
  const end = Math.min(total, start + size);
  return text(toCsv(job.result, start, end, job.style), 'text/csv; charset=UTF-8', 200, {
    'Sforce-NumberOfRecords': String(end - start),
    'Sforce-Locator': end < total ? locatorOf(end) : 'null',
  });
}

/** `GET /jobs/query/<id>/resultPages`: up to five result URLs to read side by side. */
export function resultPages(call: DataCall): Reply {
  const job = finishedJob(call);
  const base = `${call.basePath}/jobs/query/${job.id}`;
  const size = call.org.settings.bulkPage;
  const starts: number[] = [];
  let start = readLocator(call.request.params.get('locator'));
  for (; start < job.result.slots.length && starts.length < MOST_RESULT_PAGES; start += size)
    starts.push(start);
  const isDone = start >= job.result.slots.length;
  return json({
    resultPages: starts.map((place) => ({
      resultUrl: `${base}/results?locator=${locatorOf(place)}`,
    })),
    nextRecordsUrl: isDone ? null : `${base}/resultpages?locator=${locatorOf(start)}`,
    done: isDone,
  });
}

function findJob({ org, parts, session }: DataCall): BulkJob {
  const job = org.bulk.find(parts[0] ?? '', org.clock.now());
  if (job === undefined) throw notFound();
  if (job.userId !== session.userId)
    throw new ApiError(403, 'INVALIDUSER', 'Job belongs to another user');
  return job;
}

function finishedJob(call: DataCall): BulkJob {
  const job = findJob(call);
  if (job.state !== 'JobComplete')
    throw new ApiError(400, 'INVALIDJOBSTATE', 'Job is not in a completed state');
  if (job.apiVersion !== call.view.caller.apiVersion) {
    throw new ApiError(409, 'API_ERROR', 'The API version of the job and of the request differ');
  }
  return job;
}

function jobBody(job: BulkJob) {
  const createdDate = new Date(job.createdAt).toISOString().replace('Z', '+0000');
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate,
    systemModstamp: createdDate,
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: job.apiVersion,
    ...job.style,
  };
}

function locatorOf(place: number): string {
  return Buffer.from(String(place)).toString('base64').replaceAll('=', '');
}

function readLocator(locator: string | null): number {
  const text = locator === null ? '0' : Buffer.from(locator, 'base64').toString('utf8');
  if (!/^\d+$/.test(text)) throw new ApiError(400, 'API_ERROR', 'Invalid locator');
  return Number(text);
}
