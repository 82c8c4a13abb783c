import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

import { evidenceHref, type PackCompleteness, type WholeReview } from '../../api/reviews.js';
import { CopyText } from '../../components/copy-button.js';
import { ErrorNote } from '../../components/error-note.js';
import { type State, StateLine } from '../../components/state-line.js';
import { Time } from '../../components/time.js';
import { wholeNumber } from '../../format/numbers.js';
import { reviewWords } from '../../words/reviews.js';
import classes from './review-page.module.css';

const words = reviewWords.evidence;

interface EvidenceCardProps {
  readonly review: WholeReview;
  /** What went wrong when the pack was made. */
  readonly error: Error | null;
}

/** The evidence of a completed review: its SHA-256, where it is, and how complete each stream is. */
export function EvidenceCard({ review, error }: EvidenceCardProps) {
  const { pack } = review;
  return (
    <section className={`${classes.card} rc-card`}>
      <h2>{words.title}</h2>
      {error ? <ErrorNote error={error} title={words.failed} /> : null}
      {pack === null ? (
        <p className={classes.quiet}>{words.none}</p>
      ) : (
        <>
          <dl className={classes.facts}>
            <dt>{words.sha256}</dt>
            <dd>
              <CopyText value={pack.sha256} what={words.sha256} whole />
              <p className="rc-meta">{words.keep}</p>
            </dd>
            <dt>{words.check}</dt>
            <dd>
              <code>rollcall report verify review-{review.id.slice(0, 8)}.zip</code>
            </dd>
          </dl>
          <div className={classes.download}>
            {review.packIsHere ? (
              <Button
                component="a"
                href={evidenceHref(review.id)}
                download
                variant="default"
                leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
              >
                {words.download}
              </Button>
            ) : null}
            <span className="rc-meta">
              {words.size(pack.bytes)} · <Time at={pack.madeAt} />, {words.made(pack.madeBy)}
            </span>
          </div>
          {review.packIsHere ? null : <p className={classes.quiet}>{words.elsewhere}</p>}
          <Completeness lines={pack.completeness} />
        </>
      )}
    </section>
  );
}

function Completeness({ lines }: { readonly lines: readonly PackCompleteness[] }) {
  if (lines.length === 0) return null;
  return (
    <table className={classes.completeness}>
      <caption>{words.completeness}</caption>
      <thead>
        <tr>
          <th scope="col">{words.columns.stream}</th>
          <th scope="col">{words.columns.state}</th>
          <th scope="col" data-number>
            {words.columns.stored}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.integrationId} ${line.stream}`}>
            <th scope="row">{line.title}</th>
            <td>
              <StateLine state={stateOf(line)} />
            </td>
            <td data-number>{wholeNumber(line.stored)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function stateOf({ status, gaps, comparedStored, comparedProvider }: PackCompleteness): State {
  if (status === 'not compared') return { shape: 'untested', words: words.notCompared };
  return status === 'complete'
    ? { shape: 'ok', words: words.complete(comparedStored, comparedProvider) }
    : { shape: 'warning', words: words.gap(gaps, comparedStored, comparedProvider) };
}
