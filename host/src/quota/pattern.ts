import { RE2JS } from 're2js';

const cache = new Map<string, RE2JS>();
const maxCached = 500;

/**
 * Compiles a manifest's pattern with RE2, which cannot be made to backtrack without end.
 * Compiled patterns are kept. The caller bounds the input.
 */
export function compilePattern(pattern: string): RE2JS {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const compiled = RE2JS.compile(pattern);
  if (cache.size >= maxCached) cache.clear();
  cache.set(pattern, compiled);
  return compiled;
}

/** Whether `pattern` is found anywhere in `text`. */
export function isFound(pattern: string, text: string): boolean {
  return compilePattern(pattern).matcher(text).find();
}
