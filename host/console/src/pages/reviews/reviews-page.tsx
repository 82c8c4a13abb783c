import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClipboardCheck, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { type Review, type ReviewKind, reviewsQuery } from '../../api/reviews.js';
import { useMay } from '../../app/session-context.js';
import { Empty } from '../../components/empty.js';
import { PageHead } from '../../components/page-head.js';
import { QueryView } from '../../components/query-view.js';
import { type State, StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time } from '../../components/time.js';
import { wholeNumber } from '../../format/numbers.js';
import { commonWords } from '../../words/common.js';
import { reviewWords as words } from '../../words/reviews.js';
import { reviewHref, reviewPeriod, reviewTitle } from './review-names.js';
import classes from './reviews-page.module.css';
import { StartDialog } from './start-dialog.js';

/** Reviews of sign-ins, latest first. */
export function SignInReviewsPage() {
  return <ReviewsPage kind="sign-ins" />;
}

/** Reviews of access, latest first. */
export function AccessReviewsPage() {
  return <ReviewsPage kind="access" />;
}

function ReviewsPage({ kind }: { readonly kind: ReviewKind }) {
  const query = useQuery(reviewsQuery(kind));
  const open = query.data?.filter(({ state }) => state === 'open').length ?? 0;
  return (
    <>
      <PageHead
        title={words.titles[kind]}
        back={{ to: `/${kind}`, label: words.parents[kind] }}
        summary={query.data ? words.summary(query.data.length, open) : ' '}
        actions={query.data?.length ? <StartButton kind={kind} /> : null}
      />
      <QueryView query={query} skeleton={<TableSkeleton height={62} />} failed={words.failed}>
        {(reviews) =>
          reviews.length === 0 ? (
            <Empty icon={IconClipboardCheck} title={words.none[kind]} text={words.noneText[kind]}>
              <StartButton kind={kind} />
            </Empty>
          ) : (
            <DataTable
              label={words.titles[kind]}
              rows={reviews}
              columns={columns}
              rowKey={({ id }) => id}
              rowHref={reviewHref}
              rowHeight={62}
              listBelow={640}
              card={(review) => <ReviewCard review={review} />}
            />
          )
        }
      </QueryView>
    </>
  );
}

function StartButton({ kind }: { readonly kind: ReviewKind }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  if (!useMay('operator')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />} onClick={open}>
        {words.start.action}
      </Button>
      {isOpen ? <StartDialog kind={kind} onClose={close} /> : null}
    </>
  );
}

const columns: readonly Column<Review>[] = [
  {
    id: 'review',
    title: words.columns.review,
    cell: (review) => (
      <>
        <Link to={reviewHref(review)} className="rc-name">
          {reviewTitle(review)}
        </Link>
        <span className="rc-meta rc-below">{reviewPeriod(review)}</span>
      </>
    ),
  },
  {
    id: 'state',
    title: words.columns.state,
    width: 192,
    cell: (review) => <StateLine state={stateOf(review)} />,
  },
  {
    id: 'judged',
    title: words.columns.judged,
    width: 112,
    isNumber: true,
    cell: (review) => judgedOf(review),
  },
  {
    id: 'revoked',
    title: words.columns.revoked,
    width: 96,
    isNumber: true,
    fromWidth: 860,
    cell: ({ totals }) => wholeNumber(totals.revoked),
  },
  {
    id: 'reviewer',
    title: words.columns.reviewer,
    width: 200,
    fromWidth: 980,
    cell: ({ reviewer }) => (
      <span className="rc-cut rc-below">{reviewer ?? commonWords.unknown}</span>
    ),
  },
  {
    id: 'started',
    title: words.columns.started,
    width: 144,
    fromWidth: 720,
    cell: ({ startedAt }) => <Time at={startedAt} twoLines />,
  },
];

function stateOf({ state, totals }: Review): State {
  if (state === 'completed') return { shape: 'ok', words: words.states.completed };
  const isReady = totals.waiting === 0;
  return { shape: isReady ? 'queued' : 'untested', words: words.states.open(totals.waiting) };
}

function judgedOf({ totals }: Review): string {
  return words.judged(totals.lines - totals.waiting, totals.lines);
}

function ReviewCard({ review }: { readonly review: Review }) {
  return (
    <div className={classes.card}>
      <Link to={reviewHref(review)} className="rc-name">
        {reviewTitle(review)}
      </Link>
      <span className="rc-meta">{reviewPeriod(review)}</span>
      <StateLine state={stateOf(review)} />
    </div>
  );
}
