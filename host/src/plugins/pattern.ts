import { RE2JS } from 're2js';

/** Longest text that a foreign pattern is applied to, in UTF-16 units. */
const maxPatternInput = 65_536;

/** A foreign regular expression in linear time: RE2, whatever a manifest brings. */
export interface SafePattern {
  /** Whether it is found in the first 64 Ki units of `text`. */
  test(text: string): boolean;
  /** `text` with every match replaced; `$1` names groups. Texts beyond 64 Ki units stay as they are. */
  replaceAll(text: string, replacement: string): string;
}

/**
 * Compiles a pattern of a manifest.
 * @throws the compiler's error when RE2 does not know the syntax (look-around, back-references)
 */
export function compilePattern(pattern: string): SafePattern {
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
  return {
    test: (text) => compiled.matcher(text.slice(0, maxPatternInput)).find(),
    replaceAll: (text, replacement) =>
      text.length > maxPatternInput ? text : compiled.matcher(text).replaceAll(replacement),
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
