import type { FieldUi } from './field-schema.js';

/** Longer texts are cleaned by the host alone: patterns are foreign, and a browser has no time limit for them. */
const mostLength = 2_000;

/**
 * A text as the host would clean it (`x-ui.clean`). The patterns are RE2; what this browser cannot read
 * of them is left to the host.
 */
export function cleanText(text: string, clean: FieldUi['clean']): string {
  if (!clean || text.length > mostLength) return text;
  try {
    return settled(text, (before) =>
      clean.reduce(
        (cleaned, { pattern, replace }) => cleaned.replaceAll(expression(pattern), replace),
        before,
      ),
    );
  } catch {
    // a pattern that only RE2 knows: the host cleans the whole text
    return text;
  }
}

/** A later replacement may leave something to an earlier one: the host, too, applies them all so often. */
const mostRounds = 5;

function settled(text: string, clean: (text: string) => string): string {
  let cleaned = text;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = cleaned;
    cleaned = clean(before);
    if (cleaned === before) break;
  }
  return cleaned;
}

/** Reads an RE2 pattern as the browser's own: leading flags, `\x{…}`, `\A` and `\z`, named groups. */
function expression(pattern: string): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const source = pattern
    .slice(flags?.[0].length ?? 0)
    .replaceAll(/\\x\{([0-9A-Fa-f]+)\}/g, String.raw`\u{$1}`)
    .replaceAll(String.raw`\A`, '^')
    .replaceAll(String.raw`\z`, '$')
    .replaceAll('(?P<', '(?<');
  return new RegExp(unescaped(source), `gu${flags?.[1] ?? ''}`);
}

/** RE2 takes a backslash before any sign; with the flag `u` browsers only before those that need it. */
function unescaped(source: string): string {
  return source.replaceAll(/\\(["'<>`,;:@#%&=!~ _-])/g, (whole, sign: string) =>
    sign === '-' ? whole : sign,
  );
}
