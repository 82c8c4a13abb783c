import { Button, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { linesQuery, makeEvidence, reviewQuery, type WholeReview } from '../../api/reviews.js';
import { useMay } from '../../app/session-context.js';
import { PageHead } from '../../components/page-head.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time } from '../../components/time.js';
import { reviewWords as words } from '../../words/reviews.js';
import { CompleteDialog } from './complete-dialog.js';
import { DifferenceCard } from './difference-card.js';
import { EvidenceCard } from './evidence-card.js';
import { LineList } from './line-list.js';
import { reviewPeriod, reviewsHref, reviewTitle } from './review-names.js';
import classes from './review-page.module.css';

/** One review of either kind: what is judged, by whom, and the evidence of it. */
export function ReviewPage() {
  const { id = '' } = useParams();
  const query = useQuery(reviewQuery(id));
  return (
    <QueryView query={query} skeleton={<TableSkeleton height={62} />} failed={words.reviewFailed}>
      {(review) => <WholePage review={review} />}
    </QueryView>
  );
}

function WholePage({ review }: { readonly review: WholeReview }) {
  const client = useQueryClient();
  const evidence = useMutation({
    mutationFn: () => makeEvidence(review.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reviews'] }),
  });
  const isOpen = review.state === 'open';
  const title = reviewTitle(review);
  const period = reviewPeriod(review);
  return (
    <>
      <PageHead
        title={title}
        tabTitle={`${title} · ${words.titles[review.kind]}`}
        summary={[period, restsOn(review)].filter((text) => text !== '').join(' · ')}
        back={{ to: reviewsHref(review.kind), label: words.titles[review.kind] }}
        actions={
          <Actions
            review={review}
            isPending={evidence.isPending}
            onEvidence={() => evidence.mutate()}
          />
        }
      />
      <div className={classes.page}>
        <Progress review={review} />
        {isOpen ? null : <Statement review={review} />}
        {isOpen ? null : <EvidenceCard review={review} error={evidence.error} />}
        <DifferenceCard review={review} />
        <Lines id={review.id} isCompleted={!isOpen} />
      </div>
    </>
  );
}

function restsOn({ figures }: WholeReview): string {
  return figures === null ? '' : words.rests(figures.signIns, figures.failures, figures.accounts);
}

interface ActionsProps {
  readonly review: WholeReview;
  readonly isPending: boolean;
  readonly onEvidence: () => void;
}

function Actions({ review, isPending, onEvidence }: ActionsProps) {
  const [isAsking, { open, close }] = useDisclosure(false);
  const mayReview = useMay('operator');
  if (!mayReview) return null;
  if (review.state === 'completed') {
    return (
      <Button
        variant={review.pack === null ? 'filled' : 'default'}
        loading={isPending}
        onClick={onEvidence}
      >
        {review.pack === null ? words.evidence.create : words.evidence.again}
      </Button>
    );
  }
  const { waiting } = review.totals;
  return (
    <>
      <Tooltip label={words.complete.waits(waiting)} disabled={waiting === 0}>
        <Button
          data-disabled={waiting > 0}
          aria-disabled={waiting > 0}
          onClick={(event) => (waiting > 0 ? event.preventDefault() : open())}
        >
          {words.complete.action}
        </Button>
      </Tooltip>
      {isAsking ? <CompleteDialog review={review} onClose={close} /> : null}
    </>
  );
}

function Progress({ review }: { readonly review: WholeReview }) {
  const { lines, waiting, questioned, revoked } = review.totals;
  return (
    <div className={classes.progress}>
      {review.state === 'open' ? (
        <ProgressBar label={words.progress} value={lines - waiting} of={lines} />
      ) : null}
      <p className="rc-meta" role="status">
        {words.detail(lines - waiting, lines, questioned, revoked)}
      </p>
    </div>
  );
}

function Statement({ review }: { readonly review: WholeReview }) {
  const { statement, reviewer, completedAt } = review;
  if (completedAt === null) return null;
  return (
    <section className={`${classes.card} rc-card`}>
      <h2>{words.statement}</h2>
      <p className={classes.statement}>{statement}</p>
      <p className="rc-meta">
        {reviewer}, <Time at={completedAt} />
      </p>
    </section>
  );
}

function Lines({ id, isCompleted }: { readonly id: string; readonly isCompleted: boolean }) {
  const query = useQuery(linesQuery(id));
  const mayReview = useMay('operator');
  return (
    <QueryView query={query} skeleton={<TableSkeleton height={62} />} failed={words.linesFailed}>
      {(lines) => (
        <LineList
          reviewId={id}
          lines={lines}
          isCompleted={isCompleted}
          isOpen={!isCompleted && mayReview}
        />
      )}
    </QueryView>
  );
}
