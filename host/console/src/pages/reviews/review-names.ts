import type { Review, ReviewKind } from '../../api/reviews.js';
import { date } from '../../format/times.js';
import { reviewWords as words } from '../../words/reviews.js';

/** Where the reviews of a kind are. */
export function reviewsHref(kind: ReviewKind): string {
  return `/${kind}/reviews`;
}

/** Where a review is. */
export function reviewHref({ kind, id }: Pick<Review, 'kind' | 'id'>): string {
  return `${reviewsHref(kind)}/${encodeURIComponent(id)}`;
}

/** What a review is of: "Sign-ins of Production". */
export function reviewTitle({ kind, integrationName }: Review): string {
  return words.title[kind](integrationName);
}

/** Which days a review is of, in UTC as it was asked for. */
export function reviewPeriod({ from, to }: Pick<Review, 'from' | 'to'>): string {
  return from === null ? words.asOf(lastDay(to)) : words.period(firstDay(from), lastDay(to));
}

/** The day of the first instant. */
export function firstDay(from: string): string {
  return date(new Date(from), 'UTC');
}

/** The last day before an instant: a period ends before it. */
export function lastDay(to: string): string {
  return date(new Date(Date.parse(to) - 1), 'UTC');
}
