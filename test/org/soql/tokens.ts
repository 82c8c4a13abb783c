import { errorAt } from './soql-error.js';

/** What a token is. Keywords are words; the parser decides. */
type TokenKind = 'word' | 'number' | 'string' | 'datetime' | 'date' | 'symbol' | 'end';

/** One token and where it starts. */
export interface Token {
  readonly kind: TokenKind;
  /** As written; for strings the text meant, escapes resolved. */
  readonly text: string;
  readonly start: number;
}

const SPACE = /\s+/y;
const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['datetime', /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/iy],
  ['date', /\d{4}-\d\d-\d\d/y],
  ['number', /[+-]?(?:\d+\.?\d*|\.\d+)/y],
  ['word', /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y],
  ['symbol', /<=|>=|!=|<>|[=<>(),:]/y],
];

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  N: '\n',
  r: '\r',
  R: '\r',
  t: '\t',
  T: '\t',
  b: '\b',
  B: '\b',
  f: '\f',
  F: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** Splits a query into tokens, the last of which is always `end`. */
export function readTokens(query: string): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  for (;;) {
    place += matchAt(SPACE, query, place)?.length ?? 0;
    if (place >= query.length) break;
    if (query.charAt(place) === "'") {
      const [text, end] = readString(query, place);
      tokens.push({ kind: 'string', text, start: place });
      place = end;
      continue;
    }
    const token = readPlain(query, place);
    tokens.push(token);
    place += token.text.length;
  }
  tokens.push({ kind: 'end', text: '<EOF>', start: query.length });
  return tokens;
}

function readPlain(query: string, start: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    const text = matchAt(pattern, query, start);
    if (text !== undefined) return { kind, text, start };
  }
  const text = `unexpected token: '${query.charAt(start)}'`;
  throw errorAt(query, start, 'MALFORMED_QUERY', text);
}

/** `\%` and `\_` stay as written: only LIKE knows what they mean. */
function readString(query: string, start: number): [text: string, end: number] {
  let text = '';
  for (let i = start + 1; i < query.length; i += 1) {
    const char = query.charAt(i);
    if (char === "'") return [text, i + 1];
    if (char !== '\\') {
      text += char;
      continue;
    }
    i += 1;
    const escaped = query.charAt(i);
    const meant = ESCAPES[escaped];
    if (meant === undefined && escaped !== '%' && escaped !== '_') {
      throw errorAt(
        query,
        i - 1,
        'MALFORMED_QUERY',
        `Illegal character sequence '\\${escaped}' in string literal.`,
      );
    }
    text += meant ?? `\\${escaped}`;
  }
  throw errorAt(
    query,
    start,
    'MALFORMED_QUERY',
    "line 1:0 no viable alternative at character '<EOF>'",
  );
}

function matchAt(pattern: RegExp, text: string, place: number): string | undefined {
  pattern.lastIndex = place;
  return pattern.exec(text)?.[0];
}
