import type { WholeReview } from '../../api/reviews.js';
import { reviewWords } from '../../words/reviews.js';
import { firstDay, lastDay } from './review-names.js';
import classes from './review-page.module.css';

const words = reviewWords.difference;

type Difference = NonNullable<WholeReview['difference']>;
type Change = Difference['added'][number];

/** Beyond these the pack tells. */
const mostShown = 20;

/** Who lost what since the moment that is compared with; what was gained is among the lines. */
export function DifferenceCard({ review }: { readonly review: WholeReview }) {
  const { difference, from, to } = review;
  if (difference === null || from === null) return null;
  const { added, removed, changed, notes } = difference;
  if (added.length + removed.length + changed.length === 0) {
    return (
      <div className={classes.quiet}>
        <p>{words.none(firstDay(from), lastDay(to))}</p>
        <Notes notes={notes} />
      </div>
    );
  }
  return (
    <section className={`${classes.card} rc-card`}>
      <h2>{words.title(firstDay(from), lastDay(to))}</h2>
      <Notes notes={notes} />
      <Changes sign="+" title={words.gained} tone="ok" changes={added} />
      <Changes sign="−" title={words.lost} tone="bad" changes={removed} />
      <Changes sign="±" title={words.changed} tone="idle" changes={changed} />
    </section>
  );
}

/** What is not known of the time that is compared. */
function Notes({ notes }: { readonly notes: readonly string[] }) {
  return notes.map((note) => (
    <p key={note} className="rc-small">
      {note}
    </p>
  ));
}

function Changes({
  sign,
  title,
  tone,
  changes,
}: {
  readonly sign: string;
  readonly title: string;
  readonly tone: 'ok' | 'bad' | 'idle';
  readonly changes: readonly Change[];
}) {
  if (changes.length === 0) return null;
  const more = changes.length - mostShown;
  return (
    <details className={classes.changes} open={changes.length <= 5}>
      <summary>
        <span className={classes.sign} data-tone={tone} aria-hidden>
          {sign}
        </span>
        {title} {changes.length}
      </summary>
      <ul>
        {changes.slice(0, mostShown).map((change) => (
          <li key={`${change.integrationId} ${change.accountId} ${change.capability}`}>
            <span>{change.username}</span>
            <span className="rc-meta">
              {change.capabilityTitle} · {change.roles.join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="rc-meta">{words.more(more)}</p> : null}
    </details>
  );
}
