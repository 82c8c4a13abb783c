import { entities } from '@rollcall/core';

import { configFields } from '../config-fields.js';
import { type JsonObject, listOf, objectOf, textOf, textsOf } from '../json-shape.js';
import type { JsonPath, Report } from '../manifest-fault.js';
import { nearest } from '../nearest.js';
import type { Rule } from './rule.js';

/** Names are unique, and what refers to a name finds it. */
export const referenceRules: Rule = (manifest, report) => {
  checkUnique(manifest.streams, ['streams'], 'name', report);
  checkUnique(manifest.quota, ['quota'], 'name', report);
  checkUnique(manifest.setup, ['setup'], 'id', report);
  checkUnique(manifest.permissions, ['permissions'], 'id', report);
  const fields = configFields(manifest.config).map(({ name }) => name);
  for (const [index, step] of listOf(manifest.setup).entries()) {
    for (const [at, name] of textsOf(objectOf(step).fills)) {
      checkKnown(
        name,
        fields,
        { path: ['setup', index, 'fills', at], what: 'config field' },
        report,
      );
    }
  }
  const steps = listOf(manifest.setup).flatMap((step) => textOf(objectOf(step).id) ?? []);
  for (const [index, refusal] of listOf(objectOf(manifest.auth).refused).entries()) {
    const step = textOf(objectOf(refusal).setupStep);
    const path = ['auth', 'refused', index, 'setupStep'];
    if (step !== undefined) checkKnown(step, steps, { path, what: 'setup step' }, report);
  }
};

/** The key of a stream is `id`, and what it says about fields is true of its entity. */
export const streamRules: Rule = (manifest, report) => {
  for (const [index, item] of listOf(manifest.streams).entries()) {
    const stream = objectOf(item);
    const path = ['streams', index];
    const key = listOf(stream.primaryKey);
    if (key.length > 0 && !(key.length === 1 && key[0] === 'id')) {
      report({
        path: [...path, 'primaryKey'],
        message: `The primary key is ${JSON.stringify(key)}`,
        expected: '["id"]: the provider’s own id; join several fields into it with ":"',
      });
    }
    const fields = recordFields(stream);
    if (fields === undefined) continue;
    for (const [at, name] of textsOf(stream.personalData)) {
      const place = { path: [...path, 'personalData', at], what: `field of ${stream.entity}` };
      checkKnown(name, fields, place, report);
    }
  }
};

function recordFields(stream: JsonObject): readonly string[] | undefined {
  const entity = textOf(stream.entity) ?? '';
  if (entity === 'record') {
    const properties = objectOf(stream.schema).properties;
    return properties === undefined ? undefined : Object.keys(objectOf(properties));
  }
  const known = Object.entries(entities).find(([name]) => name === entity)?.[1];
  return known === undefined ? undefined : ['id', 'raw', ...Object.keys(known.fields)];
}

function checkUnique(list: unknown, path: JsonPath, key: string, report: Report): void {
  const seen = new Set<string>();
  for (const [index, item] of listOf(list).entries()) {
    const name = textOf(objectOf(item)[key]);
    if (name === undefined) continue;
    if (seen.has(name)) {
      report({
        path: [...path, index, key],
        message: `"${name}" is there twice`,
        expected: `another ${key} than those before it`,
      });
    }
    seen.add(name);
  }
}

/** Reports a name that is not among `known`. */
export function checkKnown(
  name: string,
  known: readonly string[],
  place: { readonly path: JsonPath; readonly what: string; readonly atKey?: boolean },
  report: Report,
): void {
  if (known.includes(name)) return;
  report({
    path: place.path,
    atKey: place.atKey === true,
    message: `There is no ${place.what} "${name}"`,
    expected:
      known.length === 0 ? `a ${place.what}, but there is none` : `one of ${known.join(', ')}`,
    suggestion: nearest(name, known),
  });
}
