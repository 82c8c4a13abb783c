import type { Cell } from '../data/table.js';
import { isId } from '../ids.js';
import type { Field, Value } from '../schema/field.js';
import type { Literal, Operator } from './ast.js';
import { relativeSpan } from './relative-date.js';
import { errorAt, type SoqlError } from './soql-error.js';

/** The left side of a comparison, looked up. */
export interface Comparable {
  readonly label: string;
  readonly field: Field;
  readonly cell: Cell;
}

/** Whether a row passes. */
export type Test = (slot: number) => boolean;

/** What comparing needs besides its two sides. */
export interface CompareContext {
  readonly text: string;
  readonly now: number;
}

/** A value in the form values of its type are compared in. */
export function normalise(field: Field, value: Value): Value {
  if (typeof value !== 'string') return value;
  if (isIdType(field)) return value.slice(0, 15);
  return value === '' ? null : value.toLowerCase();
}

/** Compiles one comparison. @throws `SoqlError` when type and literal do not fit */
export function compileCompare(
  left: Comparable,
  operator: Operator,
  literal: Literal,
  context: CompareContext,
): Test {
  const { field, cell } = left;
  if (operator === 'LIKE') return compileLike(left, literal, context);
  if (literal.kind === 'relative') return compileRelative(left, operator, literal, context);
  const wanted = literalValue(left, literal, context);
  const read = (slot: number): Value => normalise(field, cell(slot));
  switch (operator) {
    case '=':
      return (slot) => read(slot) === wanted;
    case '!=':
      return (slot) => read(slot) !== wanted;
    case '<':
      return (slot) => isBefore(read(slot), wanted);
    case '>':
      return (slot) => isBefore(wanted, read(slot));
    case '<=':
      return (slot) => isAtMost(read(slot), wanted);
    case '>=':
      return (slot) => isAtMost(wanted, read(slot));
  }
}

/** The normalised value of a literal, checked against the field. */
export function literalValue(left: Comparable, literal: Literal, context: CompareContext): Value {
  const { field } = left;
  if (literal.kind === 'null') return null;
  if (literal.kind === 'relative') throw mismatch(left, literal, context);
  if (literal.kind !== literalKind(field)) throw mismatch(left, literal, context);
  if (
    isIdType(field) &&
    literal.kind === 'string' &&
    literal.value !== '' &&
    !isId(literal.value)
  ) {
    const text = `invalid ID field: ${literal.value}`;
    throw errorAt(context.text, literal.start, 'INVALID_QUERY_FILTER_OPERATOR', text);
  }
  return normalise(field, literal.value);
}

function literalKind(field: Field): Literal['kind'] {
  switch (field.type) {
    case 'boolean':
      return 'boolean';
    case 'datetime':
      return 'datetime';
    case 'date':
      return 'date';
    case 'int':
    case 'double':
      return 'number';
    default:
      return 'string';
  }
}

function mismatch(left: Comparable, literal: Literal, context: CompareContext): SoqlError {
  const kind = literalKind(left.field);
  const type =
    left.field.type === 'datetime' ? 'dateTime' : kind === 'string' ? 'string' : left.field.type;
  const quotes =
    kind === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  const what = `value of filter criterion for field '${left.label}'`;
  const text = `${what} must be of type ${type} and ${quotes}`;
  return errorAt(context.text, literal.start, 'INVALID_FIELD', text);
}

function compileLike(left: Comparable, literal: Literal, context: CompareContext): Test {
  const { field, cell, label } = left;
  const isText = literalKind(field) === 'string' && !isIdType(field);
  if (!isText || !field.likeable || literal.kind !== 'string') {
    const text = `invalid operator on ${field.type} field: ${label}`;
    throw errorAt(context.text, literal.start, 'INVALID_QUERY_FILTER_OPERATOR', text);
  }
  const parts = literal.value.match(/\\[%_]|[\s\S]/gu) ?? [];
  const source = parts.map(likePart).join('');
  const pattern = new RegExp(`^${source}$`, 'isu');
  return (slot) => {
    const value = cell(slot);
    return typeof value === 'string' && pattern.test(value);
  };
}

function likePart(part: string): string {
  if (part === '%') return '.*';
  if (part === '_') return '.';
  const plain = part.startsWith('\\') && part.length > 1 ? part.slice(1) : part;
  return /[\\^$.*+?()[\]{}|/]/.test(plain) ? `\\${plain}` : plain;
}

function compileRelative(
  left: Comparable,
  operator: Operator,
  literal: Extract<Literal, { kind: 'relative' }>,
  context: CompareContext,
): Test {
  const { field, cell } = left;
  if (field.type !== 'datetime' && field.type !== 'date') throw mismatch(left, literal, context);
  const { from, to } = relativeSpan(literal.name, literal.n, context.now);
  const time = (slot: number): number => {
    const value = cell(slot);
    return typeof value === 'string' ? Date.parse(value) : ((value as number | null) ?? Number.NaN);
  };
  switch (operator) {
    case '=':
      return (slot) => time(slot) >= from && time(slot) < to;
    case '!=':
      return (slot) => !(time(slot) >= from && time(slot) < to);
    case '<':
      return (slot) => time(slot) < from;
    case '<=':
      return (slot) => time(slot) < to;
    case '>':
      return (slot) => time(slot) >= to;
    default:
      return (slot) => time(slot) >= from;
  }
}

function isBefore(a: Value, b: Value): boolean {
  return a !== null && b !== null && a < b;
}

function isAtMost(a: Value, b: Value): boolean {
  return a !== null && b !== null && a <= b;
}

function isIdType(field: Field): boolean {
  return field.type === 'id' || field.type === 'reference';
}
