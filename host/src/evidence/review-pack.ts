import { RollcallError } from '@rollcall/core';

import { accessDocument } from '../reports/access/access-document.js';
import { readDatasets } from '../reports/datasets.js';
import type { Report } from '../reports/format.js';
import { type Reader, readOneMoment } from '../reports/one-moment.js';
import { csvText } from '../reports/render/csv.js';
import { completenessLine, readCompleteness } from '../reports/sign-ins/completeness.js';
import { signInDocument } from '../reports/sign-ins/sign-in-document.js';
import type { LineFacts, Review, ReviewLine, ReviewPack } from '../reviews/review.js';
import type { ReviewBasis, ReviewService } from '../reviews/service.js';
import { lineTitle, lineWhy } from '../reviews/words.js';
import type { PackContents } from './manifest.js';
import {
  checksFile,
  completenessFile,
  findingFiles,
  jsonFile,
  type PackHost,
  type PackScope,
  readmeFile,
  reportFiles,
  runsFile,
  signInFiles,
} from './pack-parts.js';
import { type FileToPack, type WrittenPack, writePack } from './write-pack.js';

/** What packs of reviews are made of. */
export interface ReviewPackHost extends PackHost {
  readonly reviews: Pick<ReviewService, 'get' | 'basis' | 'lines' | 'history' | 'recordPack'>;
}

/** A pack that was made of a review. */
export interface MadeReviewPack {
  readonly review: Review;
  readonly pack: ReviewPack;
  readonly written: WrittenPack;
}

/**
 * Writes the evidence of a completed review, and remembers the SHA-256 of what was written.
 * @param pathOf where the pack of the review goes
 * @throws `NOT_FOUND`; `INPUT_INVALID` for a review that is still open
 */
export async function makeReviewPack(
  host: ReviewPackHost,
  idOrPrefix: string,
  { pathOf, by }: { readonly pathOf: (review: Review) => Promise<string>; readonly by: string },
): Promise<MadeReviewPack> {
  const review = await host.reviews.get(idOrPrefix);
  if (review.state === 'open') throw stillOpen(review);
  const madeAt = host.clock.now();
  const judged: Judged = {
    review,
    basis: await host.reviews.basis(review),
    lines: await host.reviews.lines(review.id),
    history: await host.reviews.history(review.id),
  };
  const path = await pathOf(review);
  const written = await readOneMoment(host.database.pool, (reader) =>
    write(path, reader, judged, { version: host.version, now: madeAt }),
  );
  const { sha256, bytes, manifest } = written;
  const pack = { sha256, bytes, completeness: manifest.completeness, madeAt, madeBy: by };
  await host.reviews.recordPack(review.id, pack);
  return { review, pack, written };
}

interface Judged {
  readonly review: Review;
  readonly basis: ReviewBasis;
  readonly lines: readonly ReviewLine[];
  readonly history: Awaited<ReturnType<ReviewService['history']>>;
}

async function write(
  path: string,
  reader: Reader,
  judged: Judged,
  made: { readonly version: string; readonly now: Date },
): Promise<WrittenPack> {
  const { review, basis, lines, history } = judged;
  const { integrationId, from, to, startedAt } = review;
  const scope: PackScope = { integrationId, from, to, storedUntil: startedAt };
  const streams = await readCompleteness(reader, scope);
  const isSignIns = review.kind === 'sign-ins';
  const entities = isSignIns
    ? (['sign_in', 'factor_event', 'account'] as const)
    : (['account', 'role', 'role_assignment', 'audit_event'] as const);
  const datasets = await readDatasets(reader, entities, integrationId ?? undefined);
  const contents = contentsOf(judged, made.now, streams.map(completenessLine));
  return writePack(path, contents, [
    readmeFile(contents.title, readmeLines(review)),
    jsonFile('review.json', { ...reviewData(review), lines, history }),
    linesFile(lines),
    ...reportFiles(reportOf(basis)),
    ...(isSignIns ? signInFiles(reader, scope) : []),
    completenessFile(streams, datasets),
    runsFile(reader, scope),
    checksFile(),
    ...(await findingFiles(reader, made, scope)),
  ]);
}

function contentsOf(
  { review, basis }: Judged,
  now: Date,
  completeness: PackContents['completeness'],
): PackContents {
  const { lines, accepted, questioned, revoked } = review.totals;
  const { header } = basis.report;
  const what = review.kind === 'sign-ins' ? 'sign-ins' : 'access';
  return {
    title: `Review of the ${what} of ${review.integrationName ?? 'all integrations'}`,
    kind: review.kind === 'sign-ins' ? 'sign-in review' : 'access review',
    madeAt: now.toISOString(),
    tool: header.tool,
    catalogue: header.catalogue,
    parameters: header.parameters,
    completeness,
    review: {
      ...{ id: review.id, lines, accepted, questioned, revoked, reviewer: review.reviewer },
      completedAt: review.completedAt?.toISOString() ?? null,
    },
  };
}

function readmeLines({ reviewer, statement, startedAt, totals }: Review): readonly string[] {
  return [
    `Reviewed by ${reviewer}: ${totals.accepted} accepted, ${totals.questioned} questioned, ${totals.revoked} revoked.`,
    `Statement: ${statement}`,
    '',
    `The report and the lines are as they were when the review began, at ${startedAt.toISOString()} (UTC).`,
    'Findings, collections and completeness are as of when this pack was made.',
  ];
}

/** Everything of a review but its packs: a pack does not tell of those before it. */
function reviewData({ pack: _, ...review }: Review): object {
  return review;
}

function reportOf(basis: ReviewBasis): Report {
  return basis.kind === 'sign-ins'
    ? { data: basis.report, document: () => signInDocument(basis.report) }
    : { data: basis.report, document: () => accessDocument(basis.report) };
}

const columns = ['line', 'what', 'why', 'decision', 'note', 'decidedBy', 'decidedAt'];

function linesFile(lines: readonly ReviewLine[]): FileToPack {
  const rows = lines.map(({ line, facts, decision }) => [
    line,
    ...wordsOf(facts),
    decision?.decision ?? null,
    decision?.note ?? null,
    decision?.decidedBy ?? null,
    decision?.decidedAt.toISOString() ?? null,
  ]);
  return { name: 'review.csv', parts: () => [csvText(columns, rows)] };
}

function wordsOf(facts: LineFacts): readonly [string, string] {
  return [lineTitle(facts), lineWhy(facts)];
}

function stillOpen({ id, totals }: Review): RollcallError {
  return new RollcallError('INPUT_INVALID', `review ${id.slice(0, 8)} is not completed yet`, {
    hint:
      totals.waiting > 0
        ? `Judge the ${totals.waiting} lines that wait, then complete it.`
        : 'Complete it with a name and a statement.',
  });
}
