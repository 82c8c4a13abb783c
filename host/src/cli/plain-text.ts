import { stripVTControlCharacters } from 'node:util';

/**
 * Text of a plugin as a terminal may have it: no escape sequences, nor other control characters than
 * line ends and tabs. A plugin that nobody trusts yet must not be able to paint over what is shown.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '');
}

/** Markdown as people read it in a terminal: lists and paragraphs stay, marks go. */
export function plainText(markdown: string): string {
  return printable(markdown)
    .replace(/\[([^\]\n]+)\]\(([^)\s]+)\)/g, '$1 ($2)')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/\*([^*\s][^*\n]*)\*/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/^#{1,6} +/gm, '');
}
