import type { Operand, OrderTerm, Query, SelectItem } from './ast.js';
import { readCall, readCondition, readOperand, toPath } from './parse-condition.js';
import { SoqlError } from './soql-error.js';
import { TokenReader } from './token-reader.js';

const LONGEST_QUERY = 100_000;
const CLAUSES = new Set([
  'WHERE',
  'WITH',
  'GROUP',
  'HAVING',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'FOR',
  'USING',
  'ALL',
  'FROM',
]);

/** Reads a query. @throws `SoqlError` with the org's own words */
export function parseQuery(text: string): Query {
  if (text.length > LONGEST_QUERY) {
    throw new SoqlError(
      'MALFORMED_QUERY',
      'SOQL statements cannot be longer than 100000 characters.',
    );
  }
  const reader = new TokenReader(text);
  const query = readQuery(reader);
  if (reader.peek().kind !== 'end') throw reader.unexpected();
  return query;
}

function readQuery(reader: TokenReader): Query {
  reader.expect('SELECT');
  const select = [readSelectItem(reader)];
  while (reader.accept(',')) select.push(readSelectItem(reader));
  reader.expect('FROM');
  const from = reader.expectWord();
  const alias = readAlias(reader);
  if (reader.accept('USING')) {
    reader.expect('SCOPE');
    reader.expectWord();
  }
  const where = reader.accept('WHERE') ? readCondition(reader, readQuery) : undefined;
  if (reader.accept('WITH')) reader.expectWord();
  const groupBy = reader.accept('GROUP', 'BY') ? readOperands(reader) : [];
  const having = reader.accept('HAVING') ? readCondition(reader, readQuery) : undefined;
  const orderBy = reader.accept('ORDER', 'BY') ? readOrder(reader) : [];
  const limit = reader.accept('LIMIT') ? reader.expectCount() : undefined;
  const offset = reader.accept('OFFSET') ? reader.expectCount() : 0;
  if (reader.accept('FOR')) reader.expectWord();
  reader.accept('ALL', 'ROWS');
  return {
    text: reader.text,
    select,
    from: from.text,
    fromStart: from.start,
    alias,
    where,
    groupBy,
    having,
    orderBy,
    limit,
    offset,
  };
}

function readSelectItem(reader: TokenReader): SelectItem {
  if (reader.isNext('(')) {
    const { start } = reader.take();
    const query = readQuery(reader);
    reader.expect(')');
    return { kind: 'subquery', query, start };
  }
  const word = reader.expectWord();
  if (!reader.isNext('(')) return { kind: 'field', path: toPath(word), alias: readAlias(reader) };
  if (word.text.toUpperCase() === 'FIELDS') {
    reader.expect('(');
    const group = reader.expectWord().text.toUpperCase();
    reader.expect(')');
    return { kind: 'fields', group, start: word.start };
  }
  return { ...readCall(reader, word), alias: readAlias(reader) };
}

function readAlias(reader: TokenReader): string | undefined {
  reader.accept('AS');
  const token = reader.peek();
  if (token.kind !== 'word' || CLAUSES.has(token.text.toUpperCase())) return undefined;
  // `Id FORM User` is a misspelt FROM, not an alias followed by an unexpected name.
  const after = reader.peek(1);
  if (after.kind === 'word' && !CLAUSES.has(after.text.toUpperCase())) return undefined;
  return reader.take().text;
}

function readOperands(reader: TokenReader): Operand[] {
  const operands = [readOperand(reader)];
  while (reader.accept(',')) operands.push(readOperand(reader));
  return operands;
}

function readOrder(reader: TokenReader): OrderTerm[] {
  const terms = [readOrderTerm(reader)];
  while (reader.accept(',')) terms.push(readOrderTerm(reader));
  return terms;
}

function readOrderTerm(reader: TokenReader): OrderTerm {
  const operand = readOperand(reader);
  const isDescending = reader.accept('DESC');
  if (!isDescending) reader.accept('ASC');
  const areNullsLast = reader.accept('NULLS', 'LAST');
  if (!areNullsLast) reader.accept('NULLS', 'FIRST');
  return { operand, isDescending, areNullsLast };
}
