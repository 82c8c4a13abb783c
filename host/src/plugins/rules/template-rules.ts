import { type ConfigField, configFields } from '../config-fields.js';
import { type JsonObject, listOf, objectOf, textOf } from '../json-shape.js';
import type { JsonPath } from '../manifest-fault.js';
import { nearest } from '../nearest.js';
import { readTemplate } from '../template-syntax.js';
import type { Rule } from './rule.js';

interface Template {
  readonly path: JsonPath;
  readonly text: string;
  /** Whether secrets may stand in it. */
  readonly secrets: boolean;
}

/** Fields of `auth` that are sent as credentials, so that secrets may stand in them. */
const credentialFields = new Set([
  'clientId',
  'clientSecret',
  'token',
  'value',
  'username',
  'password',
]);

/** Every template of a manifest, wherever it stands. */
export function templatesOf(manifest: JsonObject): readonly Template[] {
  return [...authTemplates(manifest), ...otherTemplates(manifest)];
}

/** Templates name config fields that exist; secrets stand in credentials only. */
export const templateRules: Rule = (manifest, report) => {
  const fields = configFields(manifest.config);
  const known = new Map(fields.map((field) => [field.name, field]));
  const names = [...known.keys()];
  for (const { path, text, secrets } of templatesOf(manifest)) {
    const { fields: used, stray } = readTemplate(text);
    if (stray !== undefined) {
      report({
        path,
        message: `"${stray}" is not a template`,
        expected: `{config.name} with one of ${names.join(', ')}`,
      });
      continue;
    }
    const unknown = used.find((name) => !known.has(name));
    if (unknown !== undefined) {
      report({
        path,
        message: `There is no config field "${unknown}"`,
        expected: `one of ${names.join(', ')}`,
        suggestion: nearest(unknown, names),
      });
      continue;
    }
    const secret = used.find((name) => known.get(name)?.secret === true);
    if (secret === undefined || secrets) continue;
    report({
      path,
      message: `The secret "${secret}" may not stand here`,
      expected: 'secrets only in the credentials of auth',
    });
  }
};

/** Where `auth` says that a secret goes, the field is one. */
export const secretTemplateRules: Rule = (manifest, report) => {
  const fields = new Map(configFields(manifest.config).map((field) => [field.name, field]));
  const auth = objectOf(manifest.auth);
  for (const name of ['clientSecret', 'token', 'password', 'value']) {
    const used = readTemplate(textOf(auth[name]) ?? '').fields.map((field) => fields.get(field));
    if (used.length === 0 || used.some((field) => field === undefined || isMeantSecret(field)))
      continue;
    report({
      path: ['auth', name],
      message: `"${used[0]?.name}" is not a secret, so it would be stored and shown in the clear`,
      expected: 'a field with "writeOnly": true and "format": "secret"',
    });
  }
};

function authTemplates(manifest: JsonObject): readonly Template[] {
  const auth = objectOf(manifest.auth);
  return ['tokenUrl', ...credentialFields].flatMap((name) => {
    const text = textOf(auth[name]);
    const secrets = credentialFields.has(name);
    return text === undefined ? [] : [{ path: ['auth', name], text, secrets }];
  });
}

function otherTemplates(manifest: JsonObject): readonly Template[] {
  const found: (readonly [JsonPath, unknown])[] = [
    [['baseUrl', 'value'], objectOf(manifest.baseUrl).value],
    ...listOf(manifest.egress).map(
      (item, index) => [['egress', index, 'origin'], objectOf(item).origin] as const,
    ),
  ];
  for (const [index, item] of listOf(manifest.quota).entries()) {
    const quota = objectOf(item);
    const endpoint = objectOf(objectOf(quota.usage).endpoint);
    found.push([['quota', index, 'scope'], quota.scope]);
    found.push([['quota', index, 'usage', 'endpoint', 'url'], endpoint.url]);
  }
  for (const [index, step] of listOf(manifest.setup).entries()) {
    for (const [at, copy] of listOf(objectOf(step).copy).entries()) {
      found.push([['setup', index, 'copy', at, 'value'], objectOf(copy).value]);
    }
  }
  return found.flatMap(([path, text]) =>
    typeof text === 'string' ? [{ path, text, secrets: false }] : [],
  );
}

/** Half a secret is reported where it is declared. */
function isMeantSecret({ schema }: ConfigField): boolean {
  return schema.writeOnly === true || schema.format === 'secret';
}
