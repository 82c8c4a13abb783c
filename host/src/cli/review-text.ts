import type { CompletenessLine } from '../reports/sign-ins/completeness.js';
import type { Review, ReviewLine } from '../reviews/review.js';
import { lineTitle, lineWhy, reviewTitle } from '../reviews/words.js';
import { count, countOf, localTime } from './format.js';
import { printable } from './plain-text.js';
import { pairs, table } from './table.js';

/** Reviews in a table. */
export function reviewsText(reviews: readonly Review[]): string {
  const rows = reviews.map((review) => [
    review.id.slice(0, 8),
    review.state,
    count(review.totals.lines),
    count(review.totals.waiting),
    reviewTitle(review),
  ]);
  const right = 'right' as const;
  return table(
    [
      { head: 'ID' },
      { head: 'STATE' },
      { head: 'LINES', align: right },
      { head: 'WAITING', align: right },
      { head: 'REVIEW' },
    ],
    rows,
  );
}

/** A review with its lines. */
export function reviewText(
  review: Review,
  lines: readonly ReviewLine[],
  timeZone: string | undefined,
): string {
  const rows = lines.map(({ line, facts, decision }) => [
    String(line),
    decision?.decision ?? 'waiting',
    printable(lineTitle(facts)),
    printable([lineWhy(facts), decision?.note ?? ''].filter((text) => text !== '').join(' | ')),
  ]);
  const heads = [
    { head: 'LINE', align: 'right' as const },
    { head: 'DECISION' },
    { head: 'WHAT' },
    { head: 'WHY' },
  ];
  const listed = rows.length === 0 ? 'No line matches.' : table(heads, rows);
  return `${reviewTitle(review)}\n${summaryText(review)}\n\n${listed}\n\n${pairs(about(review, timeZone))}`;
}

/** Where a review stands: `12 lines: 9 accepted, 1 questioned, 2 revoked, 0 waiting`. */
export function summaryText({ totals }: Review): string {
  const { lines, accepted, questioned, revoked, waiting } = totals;
  return `${countOf(lines, 'line')}: ${count(accepted)} accepted, ${count(questioned)} questioned, ${count(revoked)} revoked, ${count(waiting)} waiting`;
}

function about(
  review: Review,
  timeZone: string | undefined,
): readonly (readonly [string, string])[] {
  const { id, startedAt, startedBy, completedAt, reviewer, statement, pack } = review;
  return [
    ['Id', id],
    ['Started', `${localTime(startedAt, timeZone)} by ${startedBy}`],
    ...(completedAt === null
      ? []
      : ([
          ['Completed', localTime(completedAt, timeZone)],
          ['Reviewer', reviewer ?? ''],
          ['Statement', statement ?? ''],
        ] as const)),
    ...(pack === null ? [] : [['Evidence pack', `SHA-256 ${pack.sha256}`] as const]),
  ];
}

/** How complete each stream is, a line each. */
export function completenessText(lines: readonly CompletenessLine[]): string {
  const said = (line: CompletenessLine): string => {
    if (line.status === 'not compared') return 'not compared with the provider';
    const counts = `${count(line.comparedStored)} of ${count(line.comparedProvider)}`;
    return line.status === 'complete'
      ? `complete where it was compared: ${counts} that the provider counted`
      : `${countOf(line.gaps, 'span')} of ${count(line.spans)} lack records: ${counts}`;
  };
  return pairs(lines.map((line) => [line.title, said(line)]));
}
