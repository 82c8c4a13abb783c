import { type FileHandle, open, readdir, readFile } from 'node:fs/promises';
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

const pageBytes = 4096;
const partPages = 2048;
/** What lies across the edge of two parts is in both. */
const overlapBytes = 1024;

/** What a process has written. Pages that it never touched stay untouched: reading them makes them its own. */
async function* memoryOf(pid: number): AsyncGenerator<Buffer> {
  const maps = (await readFile(`/proc/${pid}/maps`, 'utf8')).split('\n');
  await using memory = await open(`/proc/${pid}/mem`, 'r');
  await using pages = await open(`/proc/${pid}/pagemap`, 'r');
  for (const line of maps) {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    if (from === undefined || to === undefined) continue;
    const [first, end] = [from, to].map((text) => Number.parseInt(text, 16) / pageBytes);
    for await (const span of presentSpans(pages, first ?? 0, end ?? 0)) {
      const length = span.pages * pageBytes + (span.goesOn ? overlapBytes : 0);
      const at = span.first * pageBytes;
      const part = await memory.read(Buffer.alloc(length), 0, length, at).catch(() => undefined);
      if (part !== undefined) yield part.buffer.subarray(0, part.bytesRead);
    }
  }
}

interface Span {
  readonly first: number;
  readonly pages: number;
  /** Whether the page after it is present, too. */
  readonly goesOn: boolean;
}

/** The runs of pages that are in memory, each at most a part long. */
async function* presentSpans(pages: FileHandle, first: number, end: number): AsyncGenerator<Span> {
  for (let part = first; part < end; part += partPages) {
    const count = Math.min(partPages, end - part);
    // one more, to see whether the last run goes on
    const flags = Buffer.alloc((count + 1) * 8);
    await pages.read(flags, 0, flags.length, part * 8);
    const isPresent = (page: number) => ((flags[page * 8 + 7] ?? 0) & 0x80) !== 0;
    for (let page = 0; page < count; page += 1) {
      if (!isPresent(page)) continue;
      const start = page;
      while (page < count && isPresent(page)) page += 1;
      const isAtEdge = page === count && part + count < end;
      yield { first: part + start, pages: page - start, goesOn: isAtEdge && isPresent(count) };
    }
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
