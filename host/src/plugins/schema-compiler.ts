import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RegExpLike } from 'ajv/dist/types/index.js';
import formats from 'ajv-formats';

import type { JsonObject } from './json-shape.js';
import { compilePattern } from './pattern.js';

/** Words that config schemas may use beyond JSON Schema. */
export const extraKeywords = ['x-ui', 'x-identity', 'version', 'migrations'] as const;

let shared: Ajv2020 | undefined;

/**
 * The ajv for schemas that plugins bring: draft 2020-12, all errors, RE2 patterns, the format
 * `secret`; keywords that it does not know are refused. One for the process: making it is slow.
 */
export function schemaCompiler(): Ajv2020 {
  shared ??= makeCompiler();
  return shared;
}

/** Compiles a schema without keeping it. Throws when it is none. */
export function compileSchema(schema: JsonObject): ValidateFunction {
  const copy = { ...schema };
  try {
    return schemaCompiler().compile(copy);
  } finally {
    schemaCompiler().removeSchema(copy);
  }
}

/** Whether the platform knows the IANA time zone. Offsets such as `+02:00` are not zones. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function makeCompiler(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    discriminator: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    verbose: true,
    validateSchema: false,
    code: { regExp: Object.assign(safeRegExp, { code: 'safeRegExp' }) },
  });
  formats.default(ajv);
  ajv.addFormat('secret', true);
  ajv.addFormat('iana-time-zone', { type: 'string', validate: isTimeZone });
  for (const keyword of extraKeywords) ajv.addKeyword({ keyword });
  return ajv;
}

function safeRegExp(pattern: string): RegExpLike {
  const compiled = compilePattern(pattern);
  // ajv keeps compiled patterns by their text: without it all of a schema would share the first.
  const named = { test: (text: string) => compiled.test(text), toString: () => pattern };
  return named;
}
