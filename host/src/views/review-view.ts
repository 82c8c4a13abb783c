import type { AccessReport } from '../reports/access/access-report.js';
import { capabilityText } from '../reports/access/capability-words.js';
import type { Holder } from '../reports/access/holders.js';
import type { Review, ReviewLine, ReviewPack } from '../reviews/review.js';
import type { ReviewBasis } from '../reviews/service.js';
import { lineTitle, lineWhy, reviewTitle } from '../reviews/words.js';
import { isoOrNull } from './iso.js';

/** A review as lists of CLI and API have it. */
export function reviewView(review: Review): Record<string, unknown> {
  const { from, to, startedAt, completedAt, pack, ...rest } = review;
  return {
    ...rest,
    title: reviewTitle(review),
    from: isoOrNull(from ?? undefined),
    to: to.toISOString(),
    startedAt: startedAt.toISOString(),
    completedAt: isoOrNull(completedAt ?? undefined),
    pack: pack ? packView(pack) : null,
  };
}

/** A pack as JSON has it. */
export function packView({ madeAt, ...pack }: ReviewPack): Record<string, unknown> {
  return { ...pack, madeAt: madeAt.toISOString() };
}

/** A line of a review as JSON has it. */
export function reviewLineView({ line, facts, decision }: ReviewLine): Record<string, unknown> {
  return {
    line,
    title: lineTitle(facts),
    why: lineWhy(facts),
    facts,
    decision: decision?.decision ?? null,
    note: decision?.note ?? null,
    decidedBy: decision?.decidedBy ?? null,
    decidedAt: isoOrNull(decision?.decidedAt),
  };
}

/** A review with what it rests on: the figures of its report, and what changed between two dates. */
export function reviewDetailView(review: Review, basis: ReviewBasis): Record<string, unknown> {
  const { header } = basis.report;
  const figures =
    basis.kind === 'sign-ins'
      ? {
          signIns: basis.report.signIns,
          failures: basis.report.failures,
          accounts: basis.report.accounts,
        }
      : null;
  return {
    ...reviewView(review),
    catalogue: header.catalogue,
    datasets: header.datasets,
    figures,
    difference: basis.kind === 'access' ? differenceView(basis.report) : null,
  };
}

/** What was gained and lost, each in one line, and what is not known; null where nothing was compared. */
function differenceView({ difference, notes }: AccessReport): object | null {
  if (!difference) return null;
  return {
    added: difference.added.map(holderView),
    removed: difference.removed.map(holderView),
    changed: difference.changed.map(({ after }) => holderView(after)),
    notes,
  };
}

function holderView({ integrationId, accountId, username, capability, paths }: Holder): object {
  return {
    ...{ integrationId, accountId, username, capability },
    capabilityTitle: capabilityText(capability),
    roles: paths.map(({ role }) => role),
  };
}
