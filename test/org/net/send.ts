import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { isObject } from '../routes/json-body.js';
import type { Content, Reply } from './reply.js';

const SMALLEST_GZIP = 256;

/** Writes a reply, compressed where the caller allows it, or fails the way the reply says. */
export function send(reply: Reply, request: IncomingMessage, response: ServerResponse): void {
  if (reply.mishap === 'reset') {
    request.socket.destroy();
    return;
  }
  const [type, plain] = encode(reply.content, request.headers.accept ?? '');
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const isGzip =
    reply.mishap === 'truncated-gzip' ||
    reply.mishap === 'corrupt-gzip' ||
    (/\bgzip\b/.test(accepted) && plain.length >= SMALLEST_GZIP);
  const body = isGzip ? gzipSync(plain, { level: 1 }) : plain;
  response.statusCode = reply.status;
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  if (type !== undefined) response.setHeader('Content-Type', type);
  if (isGzip) response.setHeader('Content-Encoding', 'gzip');
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (reply.mishap === 'reset-mid-body') {
    response.setHeader('Content-Length', body.length);
    response.write(half, () => request.socket.destroy());
    return;
  }
  if (reply.mishap === 'corrupt-gzip') body.fill(0xff, Math.floor(body.length / 2));
  const sent = reply.mishap === 'truncated-gzip' ? half : body;
  response.setHeader('Content-Length', sent.length);
  response.end(request.method === 'HEAD' ? undefined : sent);
}

function encode(content: Content, accept: string): [type: string | undefined, body: Buffer] {
  if (content.kind === 'empty') return [undefined, Buffer.alloc(0)];
  if (content.kind === 'text') return [content.type, Buffer.from(content.text)];
  const isXml = accept.includes('application/xml') && !accept.includes('application/json');
  if (isXml && Array.isArray(content.value)) {
    return ['application/xml;charset=UTF-8', Buffer.from(errorsToXml(content.value))];
  }
  return ['application/json;charset=UTF-8', Buffer.from(JSON.stringify(content.value))];
}

function errorsToXml(errors: readonly unknown[]): string {
  const list = errors.filter(isObject).map(({ errorCode, message }) => {
    const text = String(message).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return `<Error><errorCode>${String(errorCode)}</errorCode><message>${text}</message></Error>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><Errors>${list.join('')}</Errors>`;
}
