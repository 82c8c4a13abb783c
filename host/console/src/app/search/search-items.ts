/** What the search can lead to. */
export interface SearchItem {
  readonly to: string;
  readonly name: string;
  /** In grey, at the right of the name: what tells namesakes apart. */
  readonly detail?: string;
}

/** Those whose name or detail has every word that is looked for, in any case and without regard to accents. */
export function matching(items: readonly SearchItem[], text: string): readonly SearchItem[] {
  const wanted = plain(text).split(/\s+/);
  return items.filter(({ name, detail = '' }) => {
    const found = plain(`${name} ${detail}`);
    return wanted.every((word) => found.includes(word));
  });
}

function plain(text: string): string {
  return text
    .trim()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
