import { clockTime, date } from '../../format/times.js';
import { rangeWords as words } from '../../words/range.js';
import type { UrlState, UrlValues } from './use-url-state.js';

/** Ranges that end now. */
export const rangeNames = ['24h', '7d', '30d'] as const;

/** One of them. */
export type RangeName = (typeof rangeNames)[number];

/** A span of time. */
export interface TimeRange {
  /** Undefined for one that a person chose by its ends. */
  readonly name: RangeName | undefined;
  readonly from: Date;
  /** Undefined where it ends now. */
  readonly to: Date | undefined;
}

const hourMs = 3_600_000;
const lengths: Readonly<Record<RangeName, number>> = {
  '24h': 24 * hourMs,
  '7d': 7 * 24 * hourMs,
  '30d': 30 * 24 * hourMs,
};

/** The range in the address; the last 30 days where there is none, or none that makes sense. */
export function readRange(url: Pick<UrlState, 'get'>, now: Date): TimeRange {
  const from = instantOf(url.get('from'));
  const to = instantOf(url.get('to'));
  if (from && (!to || to > from)) return { name: undefined, from, to };
  const name = rangeNames.find((each) => each === url.get('range')) ?? '30d';
  return { name, from: new Date(now.getTime() - lengths[name]), to: undefined };
}

/** The parameters of a range that ends now. */
export function namedRange(name: RangeName): UrlValues {
  return { range: name === '30d' ? undefined : name, from: undefined, to: undefined };
}

/** The parameters of a range between two instants. */
export function customRange(from: Date, to: Date | undefined): UrlValues {
  return { range: undefined, from: from.toISOString(), to: to?.toISOString() };
}

/** How a range is called: "Last 30 days", "1 Nov 2026, 08:00 – 14:00". */
export function rangeTitle({ name, from, to }: TimeRange): string {
  if (name !== undefined) return words.names[name];
  return to ? words.between(moment(from), endOf(from, to)) : words.since(moment(from));
}

/** A range in a sentence: "in 30 days". */
export function rangeWithin({ name, from, to }: TimeRange): string {
  if (name !== undefined) return words.within[name];
  return to ? words.withinCustom(moment(from), endOf(from, to)) : words.withinSince(moment(from));
}

function moment(instant: Date): string {
  return `${date(instant)}, ${clockTime(instant)}`;
}

/** The day is not said twice. */
function endOf(from: Date, to: Date): string {
  return date(from) === date(to) ? clockTime(to) : moment(to);
}

/** What a field of a local time shows: `2026-11-01T08:00`. */
export function localInput(instant: Date | undefined): string {
  if (!instant) return '';
  const zoneMs = instant.getTimezoneOffset() * 60_000;
  return new Date(instant.getTime() - zoneMs).toISOString().slice(0, 16);
}

/** The instant of a field of a local time; undefined when it is empty. */
export function instantOf(text: string | undefined): Date | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms);
}
