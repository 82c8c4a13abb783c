import {
  type ConnectivityCheck,
  type ErrorCode,
  type ErrorData,
  errorCodes,
  type HttpRequest,
  type LogFields,
  type StreamPlan,
} from '@rollcall/core';

import { isObject } from '../plugins/json-shape.js';
import {
  present,
  protocolError,
  readBoolean,
  readChoice,
  readCount,
  readObject,
  readOptionalChoice,
  readOptionalProse,
  readOptionalText,
  readProse,
  readText,
  readTexts,
} from './fields.js';
import type { Frame, FrameHeader } from './frames.js';
import { type ChildMessage, type CollectNote, type HostBatch, maxCursorBytes } from './protocol.js';

const most = Number.MAX_SAFE_INTEGER;

/**
 * Checks a frame of the child, which runs code that nobody vouches for.
 * @throws `HOOK_PROTOCOL` when it is not exactly what the protocol allows
 */
export function readChildMessage({ header, payload }: Frame): ChildMessage {
  const type = readText(header, 'type', 20);
  switch (type) {
    case 'note':
      return { type, note: readNote(readObject(header, 'note')) };
    case 'batch':
      return readBatch(header, payload);
    case 'check':
      return { type, check: readCheck(readObject(header, 'check')) };
    case 'request':
      return {
        type,
        id: readCount(header, 'id', most),
        attempt: readCount(header, 'attempt', 10),
        request: readRequest(header, payload),
      };
    case 'stream':
      return { type, id: readCount(header, 'id', most), request: readRequest(header, payload) };
    case 'credit':
      return { type, id: readCount(header, 'id', most), parts: readCount(header, 'parts', 64) };
    case 'drop':
      return { type, id: readCount(header, 'id', most) };
    case 'log':
      return {
        type,
        level: readChoice(header, 'level', ['debug', 'info', 'warn']),
        message: readProse(header, 'message', 4096),
        fields: readLogFields(header),
      };
    case 'done':
      return { type, lastSeq: readCount(header, 'lastSeq', most) };
    case 'stopped':
      return { type };
    case 'failed':
      return { type, error: readError(readObject(header, 'error')) };
    default:
      throw protocolError(`a message of the unknown type ${JSON.stringify(type)}`);
  }
}

function readBatch(header: FrameHeader, payload: Buffer): HostBatch {
  const cursor = readOptionalText(header, 'cursor', maxCursorBytes);
  if (cursor !== undefined) checkCursor(cursor);
  return {
    type: 'batch',
    stream: readText(header, 'stream', 128),
    seq: readCount(header, 'seq', most),
    count: readCount(header, 'count', 1_000_000),
    records: payload.toString('utf8'),
    ...present('cursor', cursor),
  };
}

function checkCursor(cursor: string): void {
  if (Buffer.byteLength(cursor) > maxCursorBytes) throw protocolError('a cursor above 64 KiB');
  try {
    JSON.parse(cursor);
  } catch (error) {
    throw protocolError('a cursor that is not JSON', error);
  }
}

function readNote(note: FrameHeader): CollectNote {
  const type = readText(note, 'type', 20);
  if (type === 'tenant') {
    return { type, id: readText(note, 'id', 512), name: readProse(note, 'name', 512) };
  }
  if (type === 'plan') return { type, streams: readPlan(note) };
  if (type === 'wait') {
    return { type, until: readInstant(note, 'until'), reason: readProse(note, 'reason', 2048) };
  }
  return readStreamNote(note, type);
}

function readStreamNote(note: FrameHeader, type: string): CollectNote {
  const stream = readText(note, 'stream', 128);
  switch (type) {
    case 'snapshotComplete':
      return {
        type,
        stream,
        visibility: readChoice(note, 'visibility', ['all', 'own', 'unknown']),
      };
    case 'skipped':
      return {
        type,
        stream,
        reason: readProse(note, 'reason', 2048),
        ...present('hint', readOptionalProse(note, 'hint', 4096)),
        ...present('setupStep', readOptionalText(note, 'setupStep', 128)),
      };
    case 'failed':
      return { type, stream, error: readError(readObject(note, 'error')) };
    case 'progress':
      return { type, stream, fraction: readFraction(note) };
    case 'counted':
      return {
        type,
        stream,
        from: readInstant(note, 'from'),
        to: readInstant(note, 'to'),
        count: readCount(note, 'count', most),
      };
    default:
      throw protocolError(`a note of the unknown type ${JSON.stringify(type)}`);
  }
}

function readInstant(note: FrameHeader, name: string): string {
  const instant = readText(note, name, 40);
  if (!Number.isNaN(Date.parse(instant))) return instant;
  throw protocolError(`the field "${name}" that is no instant`);
}

function readFraction(note: FrameHeader): number {
  const fraction = note.fraction;
  if (typeof fraction === 'number' && fraction >= 0 && fraction <= 1) return fraction;
  throw protocolError('a fraction that is no number from 0 to 1');
}

function readPlan(note: FrameHeader): Record<string, StreamPlan> {
  const entries = Object.entries(readObject(note, 'streams'));
  if (entries.length > 500) throw protocolError('a plan of more than 500 streams');
  return Object.fromEntries(entries.map(([name, plan]) => [name, readStreamPlan(plan)]));
}

function readStreamPlan(plan: unknown): StreamPlan {
  if (!isObject(plan)) throw protocolError('a plan that is no object');
  return {
    ...(plan.records === undefined ? {} : { records: readCount(plan, 'records', most) }),
    requests: readCount(plan, 'requests', most),
    transport: readText(plan, 'transport', 64),
    ...present('note', readOptionalProse(plan, 'note', 256)),
  };
}

function readCheck(check: FrameHeader): ConnectivityCheck {
  return {
    id: readText(check, 'id', 128),
    title: readProse(check, 'title', 512),
    status: readChoice(check, 'status', ['passed', 'warning', 'failed', 'skipped']),
    ...present('detail', readOptionalProse(check, 'detail', 8192)),
    ...present('hint', readOptionalProse(check, 'hint', 4096)),
    ...present('setupStep', readOptionalText(check, 'setupStep', 128)),
  };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

function readError(error: FrameHeader): ErrorData {
  const code = readText(error, 'code', 64);
  if (!isErrorCode(code)) throw protocolError(`the unknown error code ${JSON.stringify(code)}`);
  return {
    code,
    message: readProse(error, 'message', 4096),
    hint: readProse(error, 'hint', 4096),
    ...present('setupStep', readOptionalText(error, 'setupStep', 128)),
    retryable: readBoolean(error, 'retryable'),
  };
}

function readRequest(header: FrameHeader, payload: Buffer): HttpRequest {
  const request = readObject(header, 'request');
  const timeoutMs = request.timeoutMs;
  const authenticate = request.authenticate;
  const isRepeatable = request.isRepeatable;
  return {
    url: readText(request, 'url', 65_536),
    ...present(
      'method',
      readOptionalChoice(request, 'method', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']),
    ),
    ...present('query', readTexts(request, 'query')),
    ...present('headers', readTexts(request, 'headers')),
    ...present('purpose', readOptionalText(request, 'purpose', 128)),
    ...present('expect', readOptionalChoice(request, 'expect', ['json', 'any'])),
    ...(authenticate === undefined ? {} : { authenticate: readBoolean(request, 'authenticate') }),
    ...(isRepeatable === undefined ? {} : { isRepeatable: readBoolean(request, 'isRepeatable') }),
    ...(timeoutMs === undefined ? {} : { timeoutMs: readCount(request, 'timeoutMs', 3_600_000) }),
    ...readBody(header, payload),
  };
}

function readBody(header: FrameHeader, payload: Buffer): { json?: unknown; body?: string } {
  const kind = readOptionalChoice(header, 'body', ['json', 'text']);
  if (kind === undefined) return {};
  const text = payload.toString('utf8');
  if (kind === 'text') return { body: text };
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    throw protocolError('a request body that is not JSON', error);
  }
}

function readLogFields(header: FrameHeader): LogFields {
  const given = Object.entries(readObject(header, 'fields')).slice(0, 32);
  const fields: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of given) {
    if (typeof value === 'string') fields[name.slice(0, 64)] = value.slice(0, 2048);
    else if (typeof value === 'number' || typeof value === 'boolean') {
      fields[name.slice(0, 64)] = value;
    }
  }
  return fields;
}
