import { isObject } from '../plugins/json-shape.js';

/** Largest header of a frame from the child, in bytes. Its greatest part is a cursor, quoted. */
const maxHeaderBytes = 512 * 1024;
/** Largest payload of a frame, in bytes: a batch, or a body. */
export const maxPayloadBytes = 16 * 1024 * 1024;

/** What a header is: plain JSON, an object. */
export type FrameHeader = Readonly<Record<string, unknown>>;

/** One message on the channel: a small JSON header, and bytes that are not looked into. */
export interface Frame {
  /** Parsed, but not checked. */
  readonly header: FrameHeader;
  /** Empty when there are none. Owned by the receiver. */
  readonly payload: Buffer;
}

const prefixBytes = 8;
const nothing = Buffer.alloc(0);

/** The bytes of one frame, to be written in this order. Large payloads are not copied. */
export function encodeFrame(header: object, payload: Uint8Array = nothing): Uint8Array[] {
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const head = Buffer.allocUnsafe(prefixBytes + text.length);
  head.writeUInt32BE(text.length, 0);
  head.writeUInt32BE(payload.length, 4);
  text.copy(head, prefixBytes);
  return payload.length === 0 ? [head] : [head, payload];
}

/** Why the bytes on a channel are not frames. */
export class FrameError extends Error {}

/**
 * Makes frames of a stream of bytes, whose pieces begin and end anywhere. Lengths are checked before
 * anything is kept, so that a broken or hostile sender cannot make the receiver hold more than one frame.
 */
export class FrameReader {
  readonly #maxHeaderBytes: number;
  #pieces: Buffer[] = [];
  #held = 0;
  #wanted = prefixBytes;
  #lengths: { readonly header: number; readonly payload: number } | undefined;

  /** The host's own headers, which carry configuration, may be larger than the child's. */
  constructor(headerLimit: number = maxHeaderBytes) {
    this.#maxHeaderBytes = headerLimit;
  }

  /**
   * Takes the next piece and gives the frames that it completes.
   * @throws `FrameError` when a length passes its limit or a header is not a JSON object
   */
  *push(piece: Buffer): Generator<Frame> {
    this.#pieces.push(piece);
    this.#held += piece.length;
    while (this.#held >= this.#wanted) {
      if (this.#lengths === undefined) this.#readLengths();
      else yield this.#readFrame(this.#lengths);
    }
  }

  #readLengths(): void {
    const prefix = this.#take(prefixBytes);
    const header = prefix.readUInt32BE(0);
    const payload = prefix.readUInt32BE(4);
    if (header === 0 || header > this.#maxHeaderBytes || payload > maxPayloadBytes) {
      throw new FrameError(`a frame of ${header} and ${payload} bytes is not allowed`);
    }
    this.#lengths = { header, payload };
    this.#wanted = header + payload;
  }

  #readFrame(lengths: { readonly header: number; readonly payload: number }): Frame {
    const bytes = this.#take(lengths.header + lengths.payload);
    this.#lengths = undefined;
    this.#wanted = prefixBytes;
    return {
      header: parseHeader(bytes.toString('utf8', 0, lengths.header)),
      payload: bytes.subarray(lengths.header),
    };
  }

  #take(count: number): Buffer {
    const all = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    const bytes = all ?? nothing;
    const rest = bytes.subarray(count);
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#held = rest.length;
    return bytes.subarray(0, count);
  }
}

function parseHeader(text: string): FrameHeader {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FrameError('a header is not JSON', { cause: error });
  }
  if (!isObject(value)) throw new FrameError('a header is not an object');
  return value;
}
