import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';

/** The seal is the archive's comment, its last bytes: `sha256:` and the digest of all bytes before. */
const prefix = 'sha256:';

/** How long a seal is. */
const sealLength = prefix.length + 64;

/** What stands in the seal's place until it is known. */
export const openSeal = prefix + '0'.repeat(64);

/** An archive whose last bytes are an open seal passes; the seal is put in, and `onEnd` told of the whole. */
export function sealing(
  onEnd: (whole: { readonly sha256: string; readonly bytes: number }) => void,
): Transform {
  const before = createHash('sha256');
  let held = Buffer.alloc(0);
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([held, chunk]);
      const ready = all.subarray(0, Math.max(0, all.length - sealLength));
      held = Buffer.from(all.subarray(ready.length));
      before.update(ready);
      bytes += ready.length;
      done(null, ready);
    },
    flush(done) {
      const seal = Buffer.from(prefix + before.copy().digest('hex'));
      onEnd({ sha256: before.update(seal).digest('hex'), bytes: bytes + seal.length });
      done(null, seal);
    },
  });
}

/** The digest of a file, and whether its seal is that of the bytes before it. */
export async function readSeal(path: string): Promise<{
  readonly sha256: string;
  readonly bytes: number;
  /** `absent` where the file does not end in a seal. */
  readonly seal: 'whole' | 'broken' | 'absent';
}> {
  const before = createHash('sha256');
  let held = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    const all = Buffer.concat([held, chunk]);
    const ready = all.subarray(0, Math.max(0, all.length - sealLength));
    held = Buffer.from(all.subarray(ready.length));
    before.update(ready);
    bytes += chunk.length;
  }
  const end = held.toString('latin1');
  const isWhole = end === prefix + before.copy().digest('hex');
  const seal = isWhole ? 'whole' : end.startsWith(prefix) ? 'broken' : 'absent';
  return { sha256: before.update(held).digest('hex'), bytes, seal };
}
