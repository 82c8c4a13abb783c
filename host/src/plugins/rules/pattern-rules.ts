import { type JsonObject, listOf, objectOf, textOf } from '../json-shape.js';
import type { JsonPath, Report } from '../manifest-fault.js';
import { groupNames, patternProblem } from '../pattern.js';
import type { Rule } from './rule.js';

/** Reports a pattern that RE2 does not compile. Returns whether it compiles. */
export function checkPattern(pattern: string, path: JsonPath, report: Report): boolean {
  const problem = patternProblem(pattern);
  if (problem === undefined) return true;
  report({
    path,
    message: `The pattern does not compile: ${problem}`,
    expected: 'a regular expression in RE2 syntax, without look-around and back-references',
  });
  return false;
}

/** Every pattern outside the form compiles, and that of a usage header has the groups it needs. */
export const patternRules: Rule = (manifest, report) => {
  for (const [path, pattern] of patternsOf(manifest)) checkPattern(pattern, path, report);
  for (const [index, item] of listOf(manifest.quota).entries()) {
    const header = objectOf(objectOf(objectOf(item).usage).header);
    const path = ['quota', index, 'usage', 'header', 'pattern'];
    const pattern = textOf(header.pattern);
    if (pattern !== undefined && checkPattern(pattern, path, report)) {
      checkGroups(pattern, path, report);
    }
  }
};

function checkGroups(pattern: string, path: JsonPath, report: Report): void {
  const groups = groupNames(pattern);
  const unnamed = ['limit', 'used'].find(
    (name) => !groups.includes(name) && !(name === 'used' && groups.includes('remaining')),
  );
  if (unnamed === undefined) return;
  const given = groups.length === 0 ? 'none' : groups.join(', ');
  report({
    path,
    message: `The pattern has no group named "${unnamed}" (it has ${given})`,
    expected: 'the named groups limit, and used or remaining: (?<used>\\d+)/(?<limit>\\d+)',
  });
}

function patternsOf(manifest: JsonObject): readonly (readonly [JsonPath, string])[] {
  const auth = objectOf(manifest.auth);
  const found: (readonly [JsonPath, unknown])[] = ['expired', 'refused'].flatMap((name) =>
    answerPatterns(auth[name], ['auth', name]),
  );
  for (const [index, item] of listOf(manifest.quota).entries()) {
    const quota = objectOf(item);
    const at = ['quota', index];
    found.push([[...at, 'applies'], quota.applies]);
    found.push(...answerPatterns(quota.exhausted, [...at, 'exhausted']));
    found.push(...answerPatterns(quota.throttled, [...at, 'throttled']));
    for (const [rule, cost] of listOf(quota.cost).entries()) {
      found.push([[...at, 'cost', rule, 'match'], objectOf(cost).match]);
    }
  }
  return found.flatMap(([path, text]) => (typeof text === 'string' ? [[path, text] as const] : []));
}

function answerPatterns(answers: unknown, path: JsonPath): (readonly [JsonPath, unknown])[] {
  return listOf(answers).flatMap((answer, index) =>
    ['bodyPattern', 'notBodyPattern'].map(
      (name) => [[...path, index, name], objectOf(answer)[name]] as const,
    ),
  );
}
