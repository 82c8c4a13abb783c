/** Shorter values are not redacted: they would blacken innocent text. */
const minLength = 6;
/** Values that are kept; the oldest goes first. Each has about ten forms. */
const maxValues = 500;
const maxDepth = 12;
const replacement = '[redacted]';

/**
 * Removes secret values from text, in every form that they are likely to take: as they are,
 * percent-encoded, base64 at any alignment (as in Basic authentication) and inside JSON.
 */
export class Redactor {
  /** Forms by value, oldest first. */
  readonly #forms = new Map<string, readonly string[]>();
  #index: FormIndex | undefined;

  /** Remembers a value. One of fewer than 6 characters is ignored. */
  add(value: string): void {
    if (value.length < minLength) return;
    const isKnown = this.#forms.delete(value);
    this.#forms.set(value, formsOf(value));
    if (isKnown) return;
    if (this.#forms.size > maxValues) {
      const [oldest] = this.#forms.keys();
      if (oldest !== undefined) this.#forms.delete(oldest);
    }
    this.#index = undefined;
  }

  /** The text with every known value replaced, in one pass. */
  redact(text: string): string {
    if (this.#forms.size === 0) return text;
    this.#index ??= new FormIndex([...this.#forms.values()].flat());
    let redacted = '';
    let rest = 0;
    for (const { start, end } of this.#index.find(text)) {
      redacted += text.slice(rest, start) + replacement;
      rest = end;
    }
    return rest === 0 ? text : redacted + text.slice(rest);
  }

  /** A copy of JSON-like data with every text redacted, keys included. Deeper than 12 levels is cut. */
  redactData(data: unknown, depth = 0): unknown {
    if (typeof data === 'string') return this.redact(data);
    if (typeof data !== 'object' || data === null || data instanceof Date) return data;
    if (depth === maxDepth) return '[too deep]';
    if (Array.isArray(data)) return data.map((item) => this.redactData(item, depth + 1));
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [
        this.redact(key),
        this.redactData(value, depth + 1),
      ]),
    );
  }
}

/**
 * Finds thousands of texts in one pass: most places are passed over by a bit for their first four
 * characters. One regular expression of as many alternatives takes a second to compile.
 */
class FormIndex {
  readonly #formsByStart = new Map<number, string[]>();
  readonly #mayStart = new Uint8Array(1 << 16);

  constructor(forms: readonly string[]) {
    // Longer forms first, so that none leaves a rest of another.
    for (const form of [...new Set(forms)].sort((a, b) => b.length - a.length)) {
      const start = startAt(form, 0);
      this.#mayStart[slot(start)] = 1;
      const alike = this.#formsByStart.get(start);
      if (alike === undefined) this.#formsByStart.set(start, [form]);
      else alike.push(form);
    }
  }

  *find(text: string): Iterable<{ readonly start: number; readonly end: number }> {
    for (let at = 0; at + minLength <= text.length; at += 1) {
      const start = startAt(text, at);
      if (this.#mayStart[slot(start)] === 0) continue;
      const found = this.#formsByStart.get(start)?.find((form) => text.startsWith(form, at));
      if (found === undefined) continue;
      yield { start: at, end: at + found.length };
      at += found.length - 1;
    }
  }
}

/** A number for the four characters at a place; different ones may share it. */
function startAt(text: string, at: number): number {
  const high = (text.charCodeAt(at) << 16) ^ text.charCodeAt(at + 1);
  return Math.imul(high, 31) ^ (text.charCodeAt(at + 2) << 9) ^ text.charCodeAt(at + 3);
}

function slot(start: number): number {
  return Math.imul(start, 0x9e3779b1) >>> 16;
}

function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  const percent = encodeURIComponent(value.toWellFormed());
  const forms = [
    value,
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    new URLSearchParams({ v: value }).toString().slice(2),
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1),
    ...[0, 1, 2].flatMap((offset) => base64Core(bytes, offset)),
  ];
  return forms.filter((form) => form.length >= minLength);
}

/** The part of the value's base64 that does not depend on what stands before and after it. */
function base64Core(bytes: Buffer, offset: number): readonly string[] {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const bits = (offset + bytes.length) * 8;
  const core = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
  return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
}
