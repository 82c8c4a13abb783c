import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RegExpLike } from 'ajv/dist/types/index.js';
import formats from 'ajv-formats';

import { compilePattern } from './pattern.js';

/** Words that config schemas may use beyond JSON Schema. */
export const extraKeywords = ['x-ui', 'x-identity', 'version', 'migrations'] as const;

/** The validator type that both manifests and configs use. */
export type SchemaCompiler = Ajv2020;

/**
 * An ajv for schemas that a plugin brings: draft 2020-12, all errors, RE2 patterns, the format
 * `secret`. Unknown keywords are refused at compilation.
 */
export function createSchemaCompiler(): SchemaCompiler {
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

function safeRegExp(pattern: string): RegExpLike {
  const compiled = compilePattern(pattern);
  return { test: (text) => compiled.test(text) };
}
