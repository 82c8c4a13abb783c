import type { Call } from './ast.js';
import { errorAt, type SoqlError } from './soql-error.js';

const CUSTOM = 'If you are attempting to use a custom';
const DESCRIBE = 'Please reference your WSDL or the describe call for the appropriate names.';

/** The refusal of an object nobody, or not this caller, knows. */
export function noSuchObject(query: string, name: string, start: number): SoqlError {
  const what = `sObject type '${name}' is not supported.`;
  const advice = `${CUSTOM} object, be sure to append the '__c' after the entity name.`;
  return errorAt(query, start, 'INVALID_TYPE', `${what} ${advice} ${DESCRIBE}`);
}

/** The refusal of a field nobody, or not this caller, knows. */
export function noSuchColumn(
  query: string,
  name: string,
  entity: string,
  start: number,
): SoqlError {
  const what = `No such column '${name}' on entity '${entity}'.`;
  const advice = `${CUSTOM} field, be sure to append the '__c' after the custom field name.`;
  return errorAt(query, start, 'INVALID_FIELD', `${what} ${advice} ${DESCRIBE}`);
}

/** The refusal of a parent nobody, or not this caller, knows. */
export function noSuchRelationship(query: string, name: string, start: number): SoqlError {
  const what = `Didn't understand relationship '${name}' in field path.`;
  const end = "be sure to append the '__r' after the custom relationship name.";
  return errorAt(
    query,
    start,
    'INVALID_FIELD',
    `${what} ${CUSTOM} relationship, ${end} ${DESCRIBE}`,
  );
}

/** The refusal of what a field can not be used for. */
export function notPossible(
  query: string,
  field: string,
  use: 'filtered' | 'sorted' | 'grouped',
  start: number,
): SoqlError {
  const text = `field '${field}' can not be ${use} in a query call`;
  return errorAt(query, start, 'INVALID_FIELD', text);
}

/** The refusal of a function where none belongs. */
export function unexpectedCall(query: string, call: Call): SoqlError {
  return errorAt(query, call.start, 'MALFORMED_QUERY', `unexpected token: '${call.name}'`);
}
