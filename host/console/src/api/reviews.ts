import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A review: what is judged of sign-ins or access, and where that stands. */
export type Review = Answer<'/reviews', 'get'>['reviews'][number];

/** The same with what it rests on. */
export type WholeReview = Answer<'/reviews/{id}', 'get'>;

/** One thing to judge. */
export type ReviewLine = LinePage['lines'][number];

type LinePage = Answer<'/reviews/{id}/lines', 'get'>;

/** As many lines as one request may have. */
const mostLines = 5000;

/** What is reviewed. */
export type ReviewKind = Review['kind'];

/** What can be said of a line. */
export type Decision = NonNullable<ReviewLine['decision']>;

/** How complete a stream is, in an evidence pack. */
export type PackCompleteness = NonNullable<Review['pack']>['completeness'][number];

/** The reviews of a kind, latest first. */
export function reviewsQuery(kind: ReviewKind) {
  return queryOptions({
    queryKey: ['reviews', 'of', kind],
    queryFn: async (): Promise<readonly Review[]> => {
      const query = { kind, limit: 500 };
      return (await bodyOf(api.GET('/reviews', { params: { query } }))).reviews;
    },
  });
}

/** One review. */
export function reviewQuery(id: string) {
  return queryOptions({
    queryKey: ['reviews', id],
    queryFn: (): Promise<WholeReview> =>
      bodyOf(api.GET('/reviews/{id}', { params: { path: { id } } })),
  });
}

/** Every line of a review. */
export function linesQuery(id: string) {
  return queryOptions({
    queryKey: ['reviews', id, 'lines'],
    queryFn: async (): Promise<readonly ReviewLine[]> => {
      const lines: ReviewLine[] = [];
      let after: number | null = 0;
      while (after !== null) {
        const query: { after: number; limit: number } = { after, limit: mostLines };
        const page: LinePage = await bodyOf(
          api.GET('/reviews/{id}/lines', { params: { path: { id }, query } }),
        );
        lines.push(...page.lines);
        after = page.next;
      }
      return lines;
    },
  });
}

/** Which review is wanted. */
export interface NewReview {
  readonly kind: ReviewKind;
  /** Of all integrations when absent. */
  readonly integration?: string | undefined;
  /** Days, as `2026-11-01`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Starts a review. */
export async function startReview(wish: NewReview): Promise<{ readonly id: string }> {
  const { kind, integration, from, to } = wish;
  const { data } = await api.POST('/reviews', {
    body: {
      kind,
      ...(integration === undefined ? {} : { integration }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  });
  if (data === undefined) throw new Error('a review was started without an answer');
  return data;
}

/** What is said of lines. */
export interface Judgement {
  readonly lines: readonly number[];
  readonly decision: Decision;
  readonly note?: string | undefined;
}

/** Says the same of several lines. */
export async function decideLines(id: string, { lines, decision, note }: Judgement): Promise<void> {
  for (let from = 0; from < lines.length; from += mostLines) {
    await api.POST('/reviews/{id}/decisions', {
      params: { path: { id } },
      body: {
        lines: lines.slice(from, from + mostLines),
        decision,
        ...(note === undefined ? {} : { note }),
      },
    });
  }
}

/** Ends a review with a statement. */
export async function completeReview(
  id: string,
  statement: { readonly reviewer: string; readonly statement: string },
): Promise<void> {
  await api.POST('/reviews/{id}/complete', { params: { path: { id } }, body: statement });
}

/** Makes the evidence pack of a completed review. */
export async function makeEvidence(id: string): Promise<void> {
  await api.POST('/reviews/{id}/evidence', { params: { path: { id } } });
}

/** Where the pack that was made last is fetched. */
export function evidenceHref(id: string): string {
  return `/api/v1/reviews/${encodeURIComponent(id)}/evidence`;
}
