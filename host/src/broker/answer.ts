import type { Answer } from '@rollcall/core';

import { compilePattern } from '../plugins/pattern.js';

const searchedBytes = 65_536;

/** What manifest patterns are compared with. */
export interface SeenAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Whether the answer matches every given part. Only the first 64 KiB of the body are searched. */
export function matches(pattern: Answer, answer: SeenAnswer): boolean {
  if (pattern.status !== undefined && pattern.status !== answer.status) return false;
  if (pattern.bodyPattern === undefined && pattern.notBodyPattern === undefined) {
    return pattern.status !== undefined;
  }
  const text = Buffer.from(answer.body.subarray(0, searchedBytes)).toString('utf8');
  const isFound = (part: string) => compilePattern(part).test(text);
  if (pattern.bodyPattern !== undefined && !isFound(pattern.bodyPattern)) return false;
  return pattern.notBodyPattern === undefined || !isFound(pattern.notBodyPattern);
}

/** Whether any of the patterns matches. */
export function matchesAny(patterns: readonly Answer[] | undefined, answer: SeenAnswer): boolean {
  return patterns?.some((pattern) => matches(pattern, answer)) ?? false;
}

/** The first 200 characters of a body as plain words, for an error message. */
export function excerpt(body: Uint8Array): string {
  return Buffer.from(body.subarray(0, 16_384))
    .toString('utf8')
    .replace(/<(script|style)\b.*?<\/\1\s*>/gis, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\x00-\x1f\x7f]+/g, ' ')
    .trim()
    .slice(0, 200);
}
