import type { ReviewLine } from '../../api/reviews.js';
import { reviewWords as words } from '../../words/reviews.js';

/** Lines that are judged together. */
export interface LineGroup {
  readonly value: string;
  readonly label: string;
  readonly lines: number;
  readonly waiting: number;
}

/** Which lines are shown while a review is open, and after. */
export const shows = {
  open: ['all', 'waiting', 'judged'],
  completed: ['all', 'question', 'revoke', 'accept'],
} as const;

/** One of them. */
export type Show = (typeof shows)[keyof typeof shows][number];

/** The group of a line: what it is about, or the capability. */
function groupOf({ facts }: ReviewLine): string {
  return facts.kind === 'access' ? facts.capability : facts.group;
}

/** The groups of lines, in their order. Pure. */
export function groupsOf(lines: readonly ReviewLine[]): readonly LineGroup[] {
  return [...Map.groupBy(lines, groupOf)].map(([value, of]) => ({
    value,
    label: labelOf(value, of[0]),
    lines: of.length,
    waiting: of.filter(({ decision }) => decision === null).length,
  }));
}

function labelOf(value: string, line: ReviewLine | undefined): string {
  if (line?.facts.kind === 'access') return line.facts.capabilityTitle;
  return value in words.groups ? words.groups[value as keyof typeof words.groups] : value;
}

/**
 * The lines of a group that are to be seen. A line that was just judged stays where it is until the
 * choice changes: `kept` names those. Pure.
 */
export function shownLines(
  lines: readonly ReviewLine[],
  { group, show }: { readonly group: string | undefined; readonly show: Show },
  kept: ReadonlySet<number>,
): readonly ReviewLine[] {
  return lines.filter((line) => {
    if (group !== undefined && groupOf(line) !== group) return false;
    if (show === 'all' || kept.has(line.line)) return true;
    if (show === 'waiting') return line.decision === null;
    return show === 'judged' ? line.decision !== null : line.decision === show;
  });
}
