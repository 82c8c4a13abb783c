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
  #pattern: RegExp | undefined;

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
    this.#pattern = undefined;
  }

  /** The text with every known value replaced, in one pass. */
  redact(text: string): string {
    if (this.#forms.size === 0) return text;
    this.#pattern ??= compile([...this.#forms.values()].flat());
    return text.replace(this.#pattern, replacement);
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

/** One alternation: the engine merges common beginnings. Longer forms first, so that none leaves a rest. */
function compile(forms: readonly string[]): RegExp {
  const sorted = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return new RegExp(sorted.map(escapePattern).join('|'), 'g');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
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
