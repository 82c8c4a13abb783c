import { exactNumber } from '../format/numbers.js';

/** What forms say that is not the manifest's. */
export const formWords = {
  optional: 'Optional',
  noLongerUsed: 'No longer used',
  example: (value: string) => `Example: ${value}`,
  range: (least: number | undefined, most: number | undefined) => {
    if (least !== undefined && most !== undefined) {
      return `From ${exactNumber(least)} to ${exactNumber(most)}.`;
    }
    if (least !== undefined) return `At least ${exactNumber(least)}.`;
    return most === undefined ? '' : `At most ${exactNumber(most)}.`;
  },
  choose: 'Choose…',
  advanced: 'Advanced',
  cleaned: 'Cleaned from what you entered.',
  undo: 'Undo',
  storedSecret: (when: string) => `Stored on ${when}. It is never shown.`,
  storedSecretUndated: 'It is stored, and never shown.',
  replace: 'Replace…',
  keepStored: 'Keep the stored one',
  showSecret: 'Show what is typed',
  addItem: 'Add',
  removeItem: (title: string) => `Remove ${title}`,
  moveUp: (title: string) => `Move ${title} up`,
  moveDown: (title: string) => `Move ${title} down`,
  item: (index: number) => `Entry ${exactNumber(index + 1)}`,
  tagsHelp: 'Enter or comma adds one; pasted lines become one each.',
  fixFields: (count: number) =>
    count === 1 ? 'Fix 1 field to save' : `Fix ${count} fields to save`,
} as const;
