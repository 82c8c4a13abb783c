import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { encodeFrame, FrameError, FrameReader, maxPayloadBytes } from './frames.js';

function bytesOf(frames: readonly { header: Record<string, unknown>; payload: Uint8Array }[]) {
  return Buffer.concat(frames.flatMap(({ header, payload }) => encodeFrame(header, payload)));
}

describe('FrameReader', () => {
  it('gives back every frame, wherever the pieces are cut', () => {
    const frame = fc.record({
      header: fc.dictionary(fc.string(), fc.jsonValue()).map((value) => ({ ...value, type: 'x' })),
      payload: fc.uint8Array({ maxLength: 64 }),
    });
    const property = fc.property(
      fc.array(frame),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (frames, sizes) => {
        const bytes = bytesOf(frames);
        const reader = new FrameReader();
        const found = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          found.push(...reader.push(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(found.map(({ payload }) => [...payload])).toEqual(
          frames.map(({ payload }) => [...payload]),
        );
        expect(found.map(({ header }) => JSON.stringify(header))).toEqual(
          frames.map(({ header }) => JSON.stringify(header)),
        );
      },
    );
    fc.assert(property);
  });

  it('refuses a length past the limit before it keeps the bytes', () => {
    const prefix = Buffer.alloc(8);
    prefix.writeUInt32BE(2, 0);
    prefix.writeUInt32BE(maxPayloadBytes + 1, 4);

    expect(() => [...new FrameReader().push(prefix)]).toThrow(FrameError);
  });

  it.each(['[]', '"text"', '{', 'null'])('refuses the header %s', (header) => {
    const text = Buffer.from(header);
    const prefix = Buffer.alloc(8);
    prefix.writeUInt32BE(text.length, 0);

    expect(() => [...new FrameReader().push(Buffer.concat([prefix, text]))]).toThrow(FrameError);
  });
});
