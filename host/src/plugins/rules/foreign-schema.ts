import type { JsonObject } from '../json-shape.js';
import type { JsonPath, PlacedFault, Report } from '../manifest-fault.js';
import { nearest } from '../nearest.js';
import { compileSchema, extraKeywords, schemaCompiler } from '../schema-compiler.js';
import { schemaFaults } from '../schema-faults.js';
import { checkPattern } from './pattern-rules.js';
import { subschemas } from './schema-walk.js';

const draft = 'https://json-schema.org/draft/2020-12/schema';

/** Keywords without effect on validation, which ajv does not list among its rules. */
const plainKeywords = [
  ...['$schema', '$ref', '$defs', '$anchor', '$comment', '$dynamicRef', '$dynamicAnchor'],
  ...['title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
  ...['format', 'discriminator', 'if', 'then', 'else', 'contentEncoding', 'contentMediaType'],
  ...extraKeywords,
];

/**
 * Checks a JSON Schema that a manifest brings: its form (meta-schema), keywords, formats, patterns,
 * and that it compiles. Returns whether it does.
 */
export function checkForeignSchema(schema: JsonObject, path: JsonPath, report: Report): boolean {
  const ajv = schemaCompiler();
  const faults: PlacedFault[] = [];
  const given = schema.$schema;
  if (given !== undefined && given !== draft) {
    faults.push({
      path: [...path, '$schema'],
      message: 'The schema is of another draft',
      expected: `"${draft}", or nothing`,
    });
  } else if (!ajv.validateSchema({ ...schema, $schema: draft })) {
    faults.push(...schemaFaults(ajv.errors ?? [], {}, path));
  }
  const keywords = [...plainKeywords, ...Object.keys(ajv.RULES.all)].filter(
    (name) => name !== 'id',
  );
  const formats = Object.keys(ajv.formats);
  for (const inner of subschemas(schema, path)) {
    faults.push(...keywordFaults(inner.schema, inner.path, keywords));
    const format = inner.schema.format;
    if (typeof format === 'string' && !formats.includes(format)) {
      faults.push({
        path: [...inner.path, 'format'],
        message: `The format "${format}" is not known`,
        expected: `one of ${formats.join(', ')}`,
        suggestion: nearest(format, formats),
      });
    }
    const pattern = inner.schema.pattern;
    if (typeof pattern === 'string') {
      checkPattern(pattern, [...inner.path, 'pattern'], (fault) => faults.push(fault));
    }
  }
  if (faults.length === 0) faults.push(...compilationFaults(schema, path));
  for (const fault of faults) report(fault);
  return faults.length === 0;
}

function keywordFaults(
  schema: JsonObject,
  path: JsonPath,
  keywords: readonly string[],
): readonly PlacedFault[] {
  return Object.keys(schema)
    .filter((name) => !keywords.includes(name))
    .map((name) => ({
      path: [...path, name],
      atKey: true,
      message: `"${name}" is not a keyword that the schemas of a manifest have`,
      expected: 'a keyword of draft 2020-12, or x-ui and x-identity',
      suggestion: name === '$id' ? undefined : nearest(name, keywords),
    }));
}

function compilationFaults(schema: JsonObject, path: JsonPath): readonly PlacedFault[] {
  try {
    compileSchema(schema);
    return [];
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return [
      {
        path,
        message: `The schema cannot be used: ${text}`,
        expected: 'a JSON Schema of draft 2020-12 without references to other documents',
      },
    ];
  }
}
