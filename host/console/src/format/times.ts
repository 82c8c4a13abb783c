const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Joins a number and its unit, so that no line breaks between them. */
const join = '\u00a0';

/** How a time reads: relative first, absolute second. */
export interface TimeWords {
  /** "28 min ago", "Yesterday", "23 Nov 2026". */
  readonly short: string;
  /** "13:40", with the day when it is not today; empty when `short` already says it. */
  readonly clock: string;
  /** Date, seconds and zone. */
  readonly full: string;
}

/** A time for people; `timezone` is the viewer's when absent. */
export function timeWords(instant: Date, now: Date, timezone?: string): TimeWords {
  const zone = timezone === undefined ? {} : { timeZone: timezone };
  const full = new Intl.DateTimeFormat(undefined, {
    ...zone,
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(instant);
  const time = clockTime(instant, timezone);
  const ahead = instant.getTime() > now.getTime();
  const days = dayNumber(now, timezone) - dayNumber(instant, timezone);
  const short = ahead ? until(instant, now) : since(instant, now, days);
  const near = Math.abs(instant.getTime() - now.getTime()) < day || Math.abs(days) <= 1;
  return { short, clock: near ? time : `${date(instant, timezone)}, ${time}`, full };
}

function since(instant: Date, now: Date, days: number): string {
  const ms = now.getTime() - instant.getTime();
  if (ms < minute) return 'just now';
  if (ms < hour) return `${Math.floor(ms / minute)}${join}min ago`;
  if (days === 0 || ms < 6 * hour) return `${Math.floor(ms / hour)}${join}h ago`;
  if (days === 1) return 'Yesterday';
  if (days <= 6) return `${days}${join}days ago`;
  return date(instant);
}

function until(instant: Date, now: Date): string {
  const ms = instant.getTime() - now.getTime();
  if (ms < minute) return 'now';
  if (ms < 6 * day) return `in ${duration(ms)}`;
  return date(instant);
}

/** A length of time: "0.9 s", "12 s", "4 min", "5 h", "3 days". */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)}${join}s`;
  if (ms < minute) return `${Math.round(ms / 1000)}${join}s`;
  if (ms < 2 * hour) return `${Math.round(ms / minute)}${join}min`;
  if (ms < 2 * day) return `${Math.round(ms / hour)}${join}h`;
  return `${Math.round(ms / day)}${join}days`;
}

/** "23 Nov 2026". */
export function date(instant: Date, timezone?: string): string {
  return new Intl.DateTimeFormat(undefined, {
    ...(timezone === undefined ? {} : { timeZone: timezone }),
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(instant);
}

/** "13:40". */
export function clockTime(instant: Date, timezone?: string): string {
  return new Intl.DateTimeFormat(undefined, {
    ...(timezone === undefined ? {} : { timeZone: timezone }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
}

/** When something happened, to the second: "13:58:04", and the day where it was not today: "24 Nov, 13:58:04". */
export function momentWords(instant: Date, now: Date): string {
  const isToday = dayNumber(instant, undefined) === dayNumber(now, undefined);
  const isThisYear = instant.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(undefined, {
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
    ...(isThisYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
}

/** The viewer's zone, where times stand without one: "CET". */
export function zoneName(): string {
  const parts = new Intl.DateTimeFormat(undefined, { timeZoneName: 'short' }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}

/** "24 Nov", for axes. */
export function dayAndMonth(instant: Date): string {
  return new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' }).format(instant);
}

/** Counts calendar days in a zone, so that yesterday is yesterday there. */
function dayNumber(instant: Date, timezone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...(timezone === undefined ? {} : { timeZone: timezone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / day);
}
