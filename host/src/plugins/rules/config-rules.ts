import { type ConfigField, configFields } from '../config-fields.js';
import { isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from '../json-shape.js';
import type { JsonPath, Report } from '../manifest-fault.js';
import { compileSchema } from '../schema-compiler.js';
import { checkForeignSchema } from './foreign-schema.js';
import { checkPattern } from './pattern-rules.js';
import { checkKnown } from './reference-rules.js';
import type { Rule } from './rule.js';
import { subschemas } from './schema-walk.js';

/** The form is a schema that can be used, its secrets are kept, its alternatives are closed. */
export const configRules: Rule = (manifest, report) => {
  const config = manifest.config;
  if (!isObject(config)) return;
  const usable = checkForeignSchema(config, ['config'], report);
  const fields = configFields(config);
  const names = fields.map(({ name }) => name);
  for (const [index, name] of textsOf(config.required)) {
    const place = { path: ['config', 'required', index], what: 'config field' };
    checkKnown(name, names, place, report);
  }
  for (const field of fields) {
    checkUi(field, report);
    if (usable) checkDefault(field, config, report);
  }
  for (const { schema, path } of subschemas(config, ['config'])) {
    checkSecret(schema, path, report);
    checkAlternatives(schema, path, report);
  }
};

/** The schema of a stream of records of its own can be used and has `id`. */
export const recordSchemaRules: Rule = (manifest, report) => {
  for (const [index, item] of listOf(manifest.streams).entries()) {
    const { entity, schema } = objectOf(item);
    if (entity !== 'record' || !isObject(schema)) continue;
    const path = ['streams', index, 'schema'];
    if (!checkForeignSchema(schema, path, report)) continue;
    if (isObject(objectOf(schema.properties).id)) continue;
    report({
      path: [...path, 'properties', 'id'],
      message: 'The schema has no property "id"',
      expected: '"id": { "type": "string" }, the provider’s own id',
    });
  }
};

function checkSecret(schema: JsonObject, path: JsonPath, report: Report): void {
  const hasFormat = schema.format === 'secret';
  const isWriteOnly = schema.writeOnly === true;
  if (!hasFormat && !isWriteOnly) return;
  const depth = path[1] === 'oneOf' ? 5 : 3;
  const wrong = [
    [!hasFormat, 'format', '"format": "secret"'],
    [!isWriteOnly, 'writeOnly', '"writeOnly": true'],
    [schema.type !== 'string', 'type', '"type": "string"'],
    [schema.default !== undefined, 'default', 'no default: it would be known to everyone'],
  ] as const;
  for (const [isWrong, keyword, expected] of wrong) {
    if (!isWrong) continue;
    report({
      path: [...path, keyword],
      message: 'The field is half a secret',
      expected,
    });
    return;
  }
  if (path.length === depth) return;
  report({
    path,
    message: 'A secret stands inside another field',
    expected: 'secrets as fields of their own, directly under properties',
  });
}

function checkAlternatives(schema: JsonObject, path: JsonPath, report: Report): void {
  if (schema.anyOf !== undefined) {
    report({
      path: [...path, 'anyOf'],
      atKey: true,
      message: 'Alternatives with anyOf give several errors for one mistake',
      expected: 'oneOf with "discriminator": { "propertyName": … } and closed branches',
    });
  }
  const branches = listOf(schema.oneOf);
  if (branches.length === 0 || branches.every((branch) => 'const' in objectOf(branch))) return;
  const tag = textOf(objectOf(schema.discriminator).propertyName);
  if (tag === undefined) {
    report({
      path: [...path, 'oneOf'],
      atKey: true,
      message: 'The alternatives have no discriminator',
      expected: '"discriminator": { "propertyName": … }, the field that tells them apart',
    });
    return;
  }
  for (const [index, branch] of branches.entries()) {
    const { additionalProperties, unevaluatedProperties } = objectOf(branch);
    if (additionalProperties === false || unevaluatedProperties === false) continue;
    report({
      path: [...path, 'oneOf', index],
      message: 'The alternative is open',
      expected: '"additionalProperties": false',
    });
  }
}

function checkUi({ schema, path }: ConfigField, report: Report): void {
  const ui = objectOf(schema['x-ui']);
  const at = [...path, 'x-ui'];
  for (const [index, step] of listOf(ui.clean).entries()) {
    const pattern = textOf(objectOf(step).pattern);
    if (pattern !== undefined) checkPattern(pattern, [...at, 'clean', index, 'pattern'], report);
  }
  const keywords = ['required', ...Object.keys(schema).filter((name) => !name.startsWith('x-'))];
  for (const keyword of Object.keys(objectOf(ui.messages))) {
    const place = {
      path: [...at, 'messages', keyword],
      what: 'keyword of this field',
      atKey: true,
    };
    checkKnown(keyword, keywords, place, report);
  }
  if (!Array.isArray(schema.enum)) return;
  const values = schema.enum.map(String);
  for (const value of Object.keys(objectOf(ui.labels))) {
    const place = { path: [...at, 'labels', value], what: 'value of this field', atKey: true };
    checkKnown(value, values, place, report);
  }
}

function checkDefault(
  { schema, path, secret }: ConfigField,
  config: JsonObject,
  report: Report,
): void {
  if (secret || schema.default === undefined) return;
  const validate = compileSchema({ $defs: config.$defs ?? {}, ...schema });
  if (validate(schema.default)) return;
  report({
    path: [...path, 'default'],
    message: `The default ${JSON.stringify(schema.default)} is not a value of the field`,
    expected: `a value that its own schema allows (${validate.errors?.[0]?.message ?? 'see the field'})`,
  });
}
