import type { Call, Condition, FieldPath, Literal, Operand, Operator, Query } from './ast.js';
import { errorAt } from './soql-error.js';
import type { TokenReader } from './token-reader.js';
import type { Token } from './tokens.js';

const OPERATORS: Readonly<Record<string, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  LIKE: 'LIKE',
};

const RELATIVE = /^(?:YESTERDAY|TODAY|TOMORROW|(?:LAST|THIS|NEXT)_(?:WEEK|MONTH|QUARTER|YEAR))$/i;
const NINETY_DAYS = /^(?:LAST|NEXT)_90_DAYS$/i;
const RELATIVE_N = /^(?:LAST|NEXT)_N_(?:DAYS|WEEKS|MONTHS|YEARS)$|^N_DAYS_AGO$/i;

/** Reads a nested SELECT. */
export type ReadQuery = (reader: TokenReader) => Query;

/**
 * Reads a condition. AND and OR side by side without parentheses are refused, as in the org.
 */
export function readCondition(reader: TokenReader, readQuery: ReadQuery): Condition {
  const terms = [readTerm(reader, readQuery)];
  for (const word of ['AND', 'OR'] as const) {
    while (reader.accept(word)) terms.push(readTerm(reader, readQuery));
    if (terms.length > 1) {
      if (reader.isNext('OR') || reader.isNext('AND')) throw reader.unexpected();
      return { kind: word === 'AND' ? 'and' : 'or', terms };
    }
  }
  const [only] = terms;
  if (only === undefined) throw reader.unexpected();
  return only;
}

/** Reads a field or a call such as COUNT(Id). */
export function readOperand(reader: TokenReader): Operand {
  const word = reader.expectWord();
  if (reader.isNext('(')) return readCall(reader, word);
  return { kind: 'field', path: toPath(word) };
}

/** Reads the rest of a call whose name was taken. */
export function readCall(reader: TokenReader, name: Token): Call {
  reader.expect('(');
  const argument = reader.isNext(')') ? undefined : toPath(reader.expectWord());
  reader.expect(')');
  return {
    kind: 'call',
    name: name.text.toUpperCase(),
    argument,
    alias: undefined,
    start: name.start,
  };
}

/** The dotted path behind a word. */
export function toPath(word: Token): FieldPath {
  return { parts: word.text.split('.'), start: word.start };
}

function readTerm(reader: TokenReader, readQuery: ReadQuery): Condition {
  if (reader.accept('NOT')) return { kind: 'not', term: readTerm(reader, readQuery) };
  if (reader.accept('(')) {
    const inner = readCondition(reader, readQuery);
    reader.expect(')');
    return inner;
  }
  const operand = readOperand(reader);
  if (reader.accept('IN')) return readIn(reader, readQuery, operand, false);
  if (reader.accept('NOT', 'IN')) return readIn(reader, readQuery, operand, true);
  const token = reader.take();
  const operator = token.kind === 'string' ? undefined : OPERATORS[token.text.toUpperCase()];
  if (operator === undefined) throw reader.unexpected(token);
  return { kind: 'compare', operand, operator, value: readLiteral(reader) };
}

function readIn(
  reader: TokenReader,
  readQuery: ReadQuery,
  operand: Operand,
  isNegated: boolean,
): Condition {
  reader.expect('(');
  const values = reader.isNext('SELECT') ? readQuery(reader) : readList(reader);
  reader.expect(')');
  return { kind: 'in', operand, isNegated, values };
}

function readList(reader: TokenReader): Literal[] {
  const values = [readLiteral(reader)];
  while (reader.accept(',')) values.push(readLiteral(reader));
  return values;
}

function readLiteral(reader: TokenReader): Literal {
  const token = reader.take();
  const { start, text } = token;
  if (token.kind === 'string') {
    if (text.length > 4000) {
      throw errorAt(
        reader.text,
        start,
        'MALFORMED_QUERY',
        'String literal is longer than 4000 characters',
      );
    }
    return { kind: 'string', value: text, start };
  }
  if (token.kind === 'number') return { kind: 'number', value: Number(text), start };
  if (token.kind === 'datetime')
    return { kind: 'datetime', value: readInstant(reader, token), start };
  if (token.kind === 'date') return { kind: 'date', value: text, start };
  if (token.kind === 'word') {
    const literal = readWordLiteral(reader, token);
    if (literal !== undefined) return literal;
  }
  throw reader.unexpected(token);
}

function readWordLiteral(reader: TokenReader, { text, start }: Token): Literal | undefined {
  const name = text.toUpperCase();
  if (name === 'TRUE' || name === 'FALSE')
    return { kind: 'boolean', value: name === 'TRUE', start };
  if (name === 'NULL') return { kind: 'null', start };
  if (RELATIVE.test(name) || NINETY_DAYS.test(name)) return { kind: 'relative', name, n: 1, start };
  if (!RELATIVE_N.test(name)) return undefined;
  reader.expect(':');
  return { kind: 'relative', name, n: reader.expectCount(), start };
}

function readInstant(reader: TokenReader, { text, start }: Token): number {
  const time = Date.parse(text.toUpperCase().replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (Number.isNaN(time))
    throw errorAt(reader.text, start, 'MALFORMED_QUERY', `Invalid datetime: ${text}`);
  return time;
}
