import type { TimeSpan } from '@rollcall/core';

import { type ComparedSpan, mostReadings } from './spans.js';

/** What decides what is compared of a stream. */
export interface CountFacts {
  /** Its spans, in order of time. */
  readonly spans: readonly ComparedSpan[];
  /** What is older is not at the provider any more, or not wanted. */
  readonly oldest: Date;
  /** Up to here the stream was read to its end. */
  readonly readUntil: Date;
  readonly now: Date;
}

/** What the connector is asked to do beside reading. */
export interface CountPlan {
  readonly count: readonly TimeSpan[];
  readonly readAgain: readonly TimeSpan[];
}

const hourMs = 3_600_000;
/** What is younger may still change at the provider. */
const settledMs = 24 * hourMs;
/** Less than a day: a run that comes a little early counts, too. */
const everyMs = 20 * hourMs;
/** A span that differs is cut until it is this small, so that little is read again. */
const smallRows = 2000;
const smallMs = hourMs;
const parts = 8;
const mostCounts = 12;

/**
 * What is to be counted and read again (pure). Once a day everything that is over is counted, as few
 * spans as there can be: what is complete is one. A span that differs is cut, counted, and read again
 * with the next runs.
 */
export function planCounts(facts: CountFacts): CountPlan {
  const { now, readUntil, spans } = facts;
  const begin = ceilHour(facts.oldest.getTime());
  const end = floorHour(Math.min(readUntil.getTime(), now.getTime() - settledMs));
  if (end <= begin) return { count: [], readAgain: [] };
  const known = spans.filter(({ to }) => to.getTime() > begin && to.getTime() <= end);
  const differing = known.filter(({ status }) => status === 'differs');
  const readAgain = differing.filter(isToRead);
  const count = [
    ...differing.filter((span) => !isToRead(span)).flatMap((span) => cut(span, begin)),
    ...(isDue(known, now) ? daily(known, begin, end) : []),
  ];
  return {
    count: count.slice(0, mostCounts),
    readAgain: readAgain.map(({ from, to }) => spanOf(Math.max(from.getTime(), begin), +to)),
  };
}

function isToRead(span: ComparedSpan): boolean {
  if (!isSmall(span) || span.readAgain >= mostReadings) return false;
  return span.readAgainAt === undefined || span.readAgainAt <= span.checkedAt;
}

function isSmall({ from, to, provider }: ComparedSpan): boolean {
  return provider <= smallRows || to.getTime() - from.getTime() <= smallMs;
}

/** A span that is to be located is cut; one that was read again is counted as it is. */
function cut(span: ComparedSpan, begin: number): readonly TimeSpan[] {
  const from = Math.max(span.from.getTime(), begin);
  const to = span.to.getTime();
  if (isSmall(span)) return [spanOf(from, to)];
  const step = Math.ceil((to - from) / hourMs / parts) * hourMs;
  const cuts: TimeSpan[] = [];
  for (let at = from; at < to; at += step) cuts.push(spanOf(at, Math.min(at + step, to)));
  return cuts;
}

function isDue(known: readonly ComparedSpan[], now: Date): boolean {
  const settled = known.filter(({ status }) => status !== 'differs');
  if (settled.length === 0) return known.length === 0;
  return settled.some(({ checkedAt }) => now.getTime() - checkedAt.getTime() > everyMs);
}

/** Gaps each, and what lies between them and what differs. */
function daily(known: readonly ComparedSpan[], begin: number, end: number): readonly TimeSpan[] {
  const spans: TimeSpan[] = [];
  let at = begin;
  for (const { from, to, status } of known) {
    if (status === 'complete') continue;
    if (from.getTime() > at) spans.push(spanOf(at, from.getTime()));
    if (status === 'gap') spans.push(spanOf(Math.max(from.getTime(), begin), to.getTime()));
    at = to.getTime();
  }
  return at < end ? [...spans, spanOf(at, end)] : spans;
}

function spanOf(from: number, to: number): TimeSpan {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function floorHour(ms: number): number {
  return Math.floor(ms / hourMs) * hourMs;
}

function ceilHour(ms: number): number {
  return Math.ceil(ms / hourMs) * hourMs;
}
