import { listOf, objectOf, textOf } from '../json-shape.js';
import type { JsonPath } from '../manifest-fault.js';
import { nearest } from '../nearest.js';
import { originOf, readTemplate } from '../template-syntax.js';
import type { Rule } from './rule.js';

/** Egress names https origins, each once; base and token URL lie on one of them. */
export const originRules: Rule = (manifest, report) => {
  const declared = new Set<string>();
  let isSound = true;
  for (const [index, item] of listOf(manifest.egress).entries()) {
    const text = textOf(objectOf(item).origin);
    if (text === undefined || readTemplate(text).stray !== undefined) continue;
    const origin = originOf(text);
    const path: JsonPath = ['egress', index, 'origin'];
    if (origin === undefined || !isOrigin(text)) {
      isSound = false;
      report({
        path,
        message: `"${text}" is not an origin`,
        expected:
          'an https origin without path, for example "https://api.acme.example", or "{config.url}"',
        suggestion: origin,
      });
    } else if (declared.has(origin)) {
      report({ path, message: `"${text}" is declared twice`, expected: 'every origin once' });
    }
    if (origin !== undefined) declared.add(origin);
  }
  // What rests on an origin that is wrong itself is not a second mistake.
  if (!isSound) return;
  for (const [holder, name] of [
    ['baseUrl', 'value'],
    ['auth', 'tokenUrl'],
  ] as const) {
    const text = textOf(objectOf(manifest[holder])[name]);
    if (text === undefined || readTemplate(text).stray !== undefined) continue;
    const origin = originOf(text);
    if (origin !== undefined && declared.has(origin)) continue;
    const origins = [...declared];
    report({
      path: [holder, name],
      message: `"${text}" does not lie on a declared egress origin`,
      expected: `an address that begins with ${origins.join(' or ') || 'an https origin'}`,
      suggestion: origin === undefined ? undefined : nearest(origin, origins),
    });
  }
};

function isOrigin(text: string): boolean {
  return !/^https:\/\/[^/]*\/./i.test(text) && !/^\{[^}]*\}\/./.test(text);
}
