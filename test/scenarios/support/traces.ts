import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A place where a secret was found. Never the secret itself: the report of a test is read by many. */
export interface Trace {
  readonly where: string;
  readonly secret: string;
  readonly form: string;
}

/** Every secret by name. */
export type Secrets = Readonly<Record<string, string | Buffer>>;

/** The secrets that `bytes` contain, in any form that programs write them. */
export function tracesIn(where: string, bytes: Buffer, secrets: Secrets): readonly Trace[] {
  return Object.entries(secrets).flatMap(([secret, value]) =>
    formsOf(value)
      .filter(([, form]) => bytes.includes(form))
      .map(([form]) => ({ where, secret, form })),
  );
}

/** The secrets in the files below a folder, but for those whose path `isExcepted`. */
export async function tracesBelow(
  folder: string,
  secrets: Secrets,
  isExcepted: (path: string) => boolean = () => false,
): Promise<readonly Trace[]> {
  const found: Trace[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || isExcepted(path)) continue;
    found.push(...tracesIn(path, await readFile(path), secrets));
  }
  return found;
}

/** The secrets in a process's environment, arguments and memory. Linux only. */
export async function tracesOfProcess(pid: number, secrets: Secrets): Promise<readonly Trace[]> {
  const found: Trace[] = [];
  for (const name of ['environ', 'cmdline']) {
    const path = `/proc/${pid}/${name}`;
    found.push(...tracesIn(path, await readFile(path), secrets));
  }
  for await (const part of memoryOf(pid)) {
    found.push(...tracesIn(`/proc/${pid}/mem`, part, secrets));
  }
  return found;
}

const partBytes = 8 * 1024 * 1024;
/** What lies across the edge of two parts is in both. */
const overlapBytes = 1024;

async function* memoryOf(pid: number): AsyncGenerator<Buffer> {
  const maps = (await readFile(`/proc/${pid}/maps`, 'utf8')).split('\n');
  const memory = await open(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of maps) {
      const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      const end = Number.parseInt(to, 16);
      for (let at = Number.parseInt(from, 16); at < end; at += partBytes) {
        const length = Math.min(partBytes + overlapBytes, end - at);
        const part = await memory.read(Buffer.alloc(length), 0, length, at).catch(() => undefined);
        if (part !== undefined) yield part.buffer.subarray(0, part.bytesRead);
      }
    }
  } finally {
    await memory.close();
  }
}

function formsOf(value: string | Buffer): readonly (readonly [string, Buffer])[] {
  const bytes = Buffer.from(value);
  const forms: (readonly [string, Buffer])[] = [
    ['plain', bytes],
    ['hex', Buffer.from(bytes.toString('hex'))],
  ];
  if (typeof value === 'string') {
    forms.push(['two bytes a character', Buffer.from(value, 'utf16le')]);
    forms.push(['URL-encoded', Buffer.from(encodeURIComponent(value))]);
  }
  for (const shift of [0, 1, 2]) {
    // inside of longer text, base64 depends on where the value begins; its edges depend on the neighbours
    const padded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const inner = padded.slice(shift === 0 ? 0 : 4, Math.floor((shift + bytes.length) / 3) * 4);
    forms.push([`base64 at ${shift}`, Buffer.from(inner)]);
    forms.push([
      `base64url at ${shift}`,
      Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_')),
    ]);
  }
  return forms;
}
