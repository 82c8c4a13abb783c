import { RE2JS } from 're2js';

/** Longest text that a foreign pattern is applied to, in UTF-16 units. */
const maxPatternInput = 65_536;

/** A foreign regular expression in linear time: RE2, whatever a manifest brings. */
export interface SafePattern {
  /** Whether it is found in the first 64 Ki units of `text`. */
  test(text: string): boolean;
  /** `text` with every match replaced; `$1` names groups. Texts beyond 64 Ki units stay as they are. */
  replaceAll(text: string, replacement: string): string;
  /** The named groups of the first `most` matches in the first 64 Ki units; those that took part. */
  groups(text: string, most: number): readonly Readonly<Record<string, string>>[];
}

const cache = new Map<string, SafePattern>();
const maxCached = 500;

/**
 * Compiles a pattern of a manifest, in the syntax of JavaScript as far as RE2 has it. The only reading
 * of patterns: what validation accepts means the same in forms, answers and quotas. Kept by its text.
 * @throws the compiler's error when RE2 does not know the syntax (look-around, back-references)
 */
export function compilePattern(pattern: string): SafePattern {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const compiled = toSafePattern(RE2JS.compile(RE2JS.translateRegExp(pattern)));
  if (cache.size >= maxCached) cache.clear();
  cache.set(pattern, compiled);
  return compiled;
}

function toSafePattern(compiled: RE2JS): SafePattern {
  const names = Object.keys(compiled.namedGroups());
  return {
    test: (text) => compiled.matcher(text.slice(0, maxPatternInput)).find(),
    replaceAll: (text, replacement) =>
      text.length > maxPatternInput ? text : compiled.matcher(text).replaceAll(replacement),
    groups: (text, most) => {
      const matcher = compiled.matcher(text.slice(0, maxPatternInput));
      const found: Record<string, string>[] = [];
      while (found.length < most && matcher.find()) {
        const groups: Record<string, string> = {};
        for (const name of names) {
          const part = matcher.group(name);
          if (part !== null) groups[name] = part;
        }
        found.push(groups);
      }
      return found;
    },
  };
}

/** Why RE2 refuses the pattern; undefined when it compiles. */
export function patternProblem(pattern: string): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.replace(/^error parsing regexp: /, '');
  }
}

/** The names of a pattern's named groups, in order. */
export function groupNames(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\(\?P?<([A-Za-z_]\w*)>/g)].flatMap(([, name]) => name ?? []);
}
