import type { Value } from '../schema/field.js';
import type { Condition, Operand, Query } from './ast.js';
import {
  type Comparable,
  type CompareContext,
  compileCompare,
  literalValue,
  normalise,
  type Test,
} from './compare.js';
import { notPossible } from './refusals.js';

/** What compiling a condition needs to know. */
export interface ConditionContext extends CompareContext {
  find(operand: Operand): Comparable;
  /** The values a nested query selects, as they are stored. */
  semiJoin(query: Query): Iterable<Value>;
}

/** Compiles a condition into a test over slots. @throws `SoqlError` */
export function compileCondition(condition: Condition, context: ConditionContext): Test {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.terms.map((term) => compileCondition(term, context));
      return (slot) => tests.every((test) => test(slot));
    }
    case 'or': {
      const tests = condition.terms.map((term) => compileCondition(term, context));
      return (slot) => tests.some((test) => test(slot));
    }
    case 'not': {
      const test = compileCondition(condition.term, context);
      return (slot) => !test(slot);
    }
    case 'compare': {
      const left = filterable(condition.operand, context);
      return compileCompare(left, condition.operator, condition.value, context);
    }
    case 'in':
      return compileIn(condition, context);
  }
}

function compileIn(condition: Extract<Condition, { kind: 'in' }>, context: ConditionContext): Test {
  const left = filterable(condition.operand, context);
  const { values, isNegated } = condition;
  const wanted = new Set<Value>();
  if ('from' in values) {
    for (const value of context.semiJoin(values)) wanted.add(normalise(left.field, value));
  } else {
    for (const literal of values) wanted.add(literalValue(left, literal, context));
  }
  const read = left.cell;
  return (slot) => wanted.has(normalise(left.field, read(slot))) !== isNegated;
}

function filterable(operand: Operand, context: ConditionContext): Comparable {
  const left = context.find(operand);
  if (!left.field.filterable) {
    const start = operand.kind === 'field' ? operand.path.start : operand.start;
    throw notPossible(context.text, left.field.name, 'filtered', start);
  }
  return left;
}
