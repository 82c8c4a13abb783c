import { type Duplex, pipeline, type Readable } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';

import { RollcallError } from '@rollcall/core';

/** Most bytes of a whole answer, after decompression. */
const maxBodyBytes = 16 * 1_024 * 1_024;
/** What we can decompress, as `Accept-Encoding`. */
export const acceptedEncodings = 'gzip, deflate, br, zstd';

const maxEncodings = 3;

/**
 * Reads a whole body, decompressed.
 * @throws `HTTP_BODY_BROKEN` when it breaks off or does not decompress to its end;
 *   `HTTP_BODY_TOO_LARGE` beyond `maxBytes`
 */
export async function readBody(
  body: Readable,
  headers: Readonly<Record<string, string>>,
  maxBytes = maxBodyBytes,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of readParts(body, headers)) {
    size += part.byteLength;
    if (size > maxBytes) {
      throw new RollcallError('HTTP_BODY_TOO_LARGE', `the answer is larger than ${maxBytes} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

/**
 * Reads a body part by part, decompressed. Leaving early closes the connection.
 * @throws `HTTP_BODY_BROKEN`
 */
export async function* readParts(
  body: Readable,
  headers: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = decompressed(body, headers);
  let isWhole = false;
  try {
    for await (const part of source) yield part;
    isWhole = true;
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new RollcallError('HTTP_BODY_BROKEN', `the answer broke off: ${words}`, { cause });
  } finally {
    if (!isWhole) {
      // Errors of what is thrown away are of no interest.
      body.on('error', () => undefined).destroy();
      source.destroy();
    }
  }
}

function decompressed(body: Readable, headers: Readonly<Record<string, string>>): Readable {
  const encodings = (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (encodings.length === 0 || headers['content-length'] === '0') return body;
  if (encodings.length > maxEncodings) throw unknownEncoding(encodings.join(', '));
  const steps = encodings.toReversed().map(decompressor);
  return steps.reduce<Readable>((source, step) => {
    // The step itself throws what went wrong before it.
    pipeline(source, step, () => undefined);
    return step;
  }, body);
}

function decompressor(encoding: string): Duplex {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding === 'zstd') return createZstdDecompress();
  throw unknownEncoding(encoding);
}

function unknownEncoding(encoding: string): RollcallError {
  return new RollcallError(
    'HTTP_BODY_BROKEN',
    `the answer is encoded as "${encoding.slice(0, 60)}"`,
  );
}
