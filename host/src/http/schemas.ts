/** A JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** An object with exactly these properties; those in `required` must be there. */
export function closedObject(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema {
  return { type: 'object', additionalProperties: false, required, properties };
}

/** What an answer has at least. Answers may grow. */
export function answer(
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  return { description, type: 'object', properties };
}

/** Text. */
export const text: JsonSchema = { type: 'string' };
/** Text, or null where there is none. */
export const textOrNull: JsonSchema = { type: ['string', 'null'] };
/** A number. */
export const number: JsonSchema = { type: 'number' };
/** A number, or null where it is not known. */
export const numberOrNull: JsonSchema = { type: ['number', 'null'] };
/** An object of any form. */
export const anyObject: JsonSchema = { type: 'object', additionalProperties: true };
/** A list of objects. */
export function listOf(item: JsonSchema): JsonSchema {
  return { type: 'array', items: item };
}

/** The parameter of routes about one thing. */
export const idParams: JsonSchema = closedObject({ id: { type: 'string', maxLength: 256 } }, [
  'id',
]);

/** How every route answers an error. */
const problemAnswer: JsonSchema = answer('Problem details (RFC 9457)', {
  type: text,
  title: text,
  status: number,
  detail: text,
  code: text,
  hint: text,
  faults: listOf(answer('One mistake', { pointer: text, field: text, message: text })),
  retryAfter: { ...number, description: 'Seconds to wait, where waiting helps' },
});

/** The answers of a route: its own for success, problem details for the rest. */
export function answers(status: number, schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return { [String(status)]: schema, default: problemAnswer };
}
