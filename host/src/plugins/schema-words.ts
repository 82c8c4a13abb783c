import type { ErrorObject } from 'ajv';

import { type JsonObject, listOf, textOf } from './json-shape.js';
import { nearest } from './nearest.js';

/** What is said of one failed keyword. */
export interface FaultWords {
  /** What is wrong. */
  readonly message: string;
  /** What would be right. */
  readonly expected: string;
  /** The nearest allowed value. */
  readonly suggestion?: string | undefined;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** Words for the keywords that need nothing but the error and the schema that holds the keyword. */
export function wordsFor(error: ErrorObject, schema: JsonObject): FaultWords {
  const { keyword, params } = error;
  const limit = String(params.limit);
  switch (keyword) {
    case 'type':
      return { message: 'The value has the wrong type', expected: typesText(params.type) };
    case 'enum':
      return enumWords(error.data, listOf(params.allowedValues));
    case 'const':
      return enumWords(error.data, [params.allowedValue]);
    case 'pattern':
      return {
        message: shown(error.propertyName ?? error.data, 'has the wrong form'),
        expected: formText(schema, textOf(params.pattern)),
      };
    case 'format':
      return {
        message: shown(error.data, 'has the wrong form'),
        expected: formText(schema, textOf(params.format)),
      };
    case 'minLength':
      return { message: 'The text is too short', expected: `at least ${limit} characters` };
    case 'maxLength':
      return { message: 'The text is too long', expected: `at most ${limit} characters` };
    case 'minItems':
      return { message: 'The list is too short', expected: `at least ${limit} items` };
    case 'maxItems':
      return { message: 'The list is too long', expected: `at most ${limit} items` };
    case 'minProperties':
      return { message: 'The object says nothing', expected: propertiesText(schema) };
    case 'minimum':
      return { message: shown(error.data, 'is too small'), expected: `${limit} or more` };
    case 'maximum':
      return { message: shown(error.data, 'is too large'), expected: `${limit} or less` };
    case 'uniqueItems':
      return { message: 'An item occurs twice', expected: 'every item once' };
    default:
      return {
        message: `The value does not fit (${keyword})`,
        expected: formText(schema, error.message),
      };
  }
}

/** Types of JSON Schema in plain words: `a text or a list`. */
export function typesText(type: unknown): string {
  const names = typeof type === 'string' ? type.split(',') : listOf(type).map(String);
  return names.map((name) => typeNames[name] ?? name).join(' or ');
}

function enumWords(given: unknown, allowed: readonly unknown[]): FaultWords {
  const names = allowed.map(String);
  return {
    message: shown(given, 'is not known here'),
    expected: names.length === 1 ? `"${names[0]}"` : `one of ${names.join(', ')}`,
    suggestion: typeof given === 'string' ? nearest(given, names) : undefined,
  };
}

function shown(value: unknown, what: string): string {
  const text = JSON.stringify(value) ?? 'The value';
  return `${text.length > 80 ? `${text.slice(0, 77)}…` : text} ${what}`;
}

function formText(schema: JsonObject, rule: string | undefined): string {
  const description = textOf(schema.description);
  const [example] = listOf(schema.examples);
  const parts = [
    description ?? rule ?? 'another form',
    ...(example === undefined ? [] : [`for example ${JSON.stringify(example)}`]),
  ];
  return parts.join(', ');
}

function propertiesText(schema: JsonObject): string {
  const names = Object.keys(typeof schema.properties === 'object' ? { ...schema.properties } : {});
  return `at least one of ${names.join(', ')}`;
}
