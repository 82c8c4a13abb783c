import type { Http } from '@rollcall/core';

import { CsvReader } from './csv.js';
import { type Fault, faultOf } from './fault.js';
import { callOptions } from './query.js';
import { isRow, type Row, text } from './row.js';
import { apiRoot } from './version.js';

/** How far a Bulk job is. */
export type BulkJobState = 'working' | 'complete' | 'failed';

/** What the org says of a Bulk query job. */
export interface BulkJob {
  readonly id: string;
  readonly state: BulkJobState;
  /** Why it failed, where the org tells. */
  readonly problem: string | undefined;
}

/** A job, or what the org said instead. */
export type BulkAnswer = { readonly job: BulkJob } | { readonly fault: Fault };

/** A part of a job's result. */
export interface BulkPage {
  /** Rows as they arrive, in no order. Throws `HTTP_BODY_BROKEN` when the body breaks off. */
  readonly rows: AsyncIterable<readonly Row[]>;
  /** Rows that the page has, where the org tells. */
  readonly count: number | undefined;
  /** Where the next page begins; `undefined` on the last one. */
  readonly locator: string | undefined;
}

/** Longer than the org takes to prepare a large page. */
const resultTimeoutMs = 600_000;

/** Creates a job with one counted request. The query carries no `ORDER BY`: it would slow the org. */
export async function createBulkJob(
  http: Http,
  soql: string,
  purpose: string,
): Promise<BulkAnswer> {
  const response = await http.request({
    method: 'POST',
    // A job that was made and not heard of costs one of 10,000 a day.
    isRepeatable: true,
    url: `${apiRoot}/jobs/query`,
    headers: callOptions,
    purpose,
    json: {
      ...{ operation: 'query', query: soql },
      ...{ contentType: 'CSV', columnDelimiter: 'COMMA', lineEnding: 'LF' },
    },
  });
  return answerOf(response.status, response.json());
}

/** Asks how far a job is, with one counted request. */
export async function pollBulkJob(http: Http, id: string, purpose: string): Promise<BulkAnswer> {
  const url = jobPath(id);
  const response = await http.request({ url, headers: callOptions, purpose });
  return answerOf(response.status, response.json());
}

/** A page of a job's result that is wanted. */
export interface BulkPageRequest {
  readonly job: string;
  /** Where it begins; the first page when absent. */
  readonly locator: string | undefined;
  /** Most rows that it may have; the org may give fewer. */
  readonly maxRows: number;
}

/** Begins to read a page with one counted request. It can be read again as long as the job is kept. */
export async function readBulkPage(
  http: Http,
  { job, locator, maxRows }: BulkPageRequest,
  purpose: string,
): Promise<{ readonly page: BulkPage } | { readonly fault: Fault }> {
  const response = await http.stream({
    url: `${jobPath(job)}/results`,
    query: { maxRecords: String(maxRows), ...(locator === undefined ? {} : { locator }) },
    headers: { ...callOptions, Accept: 'text/csv' },
    purpose,
    expect: 'any',
    timeoutMs: resultTimeoutMs,
  });
  const { status, headers, body } = response;
  if (status !== 200) return { fault: faultOf(status, parse(await bytesOf(body))) };
  const next = headers['sforce-locator'];
  const count = Number(headers['sforce-numberofrecords'] ?? Number.NaN);
  return {
    page: {
      rows: rowsOf(body),
      count: Number.isInteger(count) ? count : undefined,
      locator: next === undefined || next === '' || next === 'null' ? undefined : next,
    },
  };
}

function jobPath(id: string): string {
  return `${apiRoot}/jobs/query/${encodeURIComponent(id)}`;
}

function answerOf(status: number, body: unknown): BulkAnswer {
  if (status < 200 || status > 299) return { fault: faultOf(status, body) };
  const id = isRow(body) ? text(body, 'id') : null;
  if (!isRow(body) || id === null) {
    return { fault: { status, errorCode: '', message: 'a Bulk job was answered without its id' } };
  }
  const problem = text(body, 'errorMessage') ?? undefined;
  return { job: { id, state: stateOf(text(body, 'state')), problem } };
}

function stateOf(state: string | null): BulkJobState {
  if (state === 'JobComplete') return 'complete';
  return state === 'Failed' || state === 'Aborted' ? 'failed' : 'working';
}

async function* rowsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Row[]> {
  const reader = new CsvReader();
  for await (const part of body) {
    const rows = reader.push(part);
    if (rows.length > 0) yield rows;
  }
  const rows = reader.end();
  if (rows.length > 0) yield rows;
}

/** A refusal's body: short. What lies beyond that is left unread. */
const maxRefusalBytes = 65_536;

async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    parts.push(part);
    length += part.length;
    if (length > maxRefusalBytes) break;
  }
  return Buffer.concat(parts);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    // no JSON: the status alone tells
    return undefined;
  }
}
