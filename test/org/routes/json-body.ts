import { ApiError } from '../api-error.js';

/** The JSON object a request carries. @throws `JSON_PARSER_ERROR` */
export function readObject(body: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ApiError(400, 'JSON_PARSER_ERROR', message);
  }
  if (!isObject(value)) throw new ApiError(400, 'JSON_PARSER_ERROR', 'Expected a JSON object');
  return value;
}

/** A text member of something that may be an object. */
export function readText(value: unknown, key: string): string | undefined {
  const member = isObject(value) ? value[key] : undefined;
  return typeof member === 'string' ? member : undefined;
}

/** Narrows to a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
