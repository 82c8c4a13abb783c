import { createHash } from 'node:crypto';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const jitterMs = 15 * minuteMs;

/** What the instant of resuming depends on. */
export interface PauseFacts {
  readonly now: Date;
  /** IANA name; days begin by its calendar. */
  readonly timezone: string;
  /** The last pause, when nothing has fitted since it ended. */
  readonly previousUntil: Date | undefined;
  /** Spreads the integrations of a host, always alike for the same one. */
  readonly integrationId: string;
}

/**
 * When a paused tenant is tried again: the next calendar day, plus up to 15 minutes. The provider's
 * window may roll, so that a new day changes nothing: then the next full hour, and so on.
 */
export function resumeAt(facts: PauseFacts): Date {
  const { now, previousUntil } = facts;
  if (previousUntil !== undefined && previousUntil > now) return previousUntil;
  if (previousUntil !== undefined)
    return new Date((Math.floor(now.getTime() / hourMs) + 1) * hourMs);
  return new Date(nextDay(now, facts.timezone).getTime() + jitterOf(facts.integrationId));
}

/** The first instant of the next calendar day in `timezone`, also where clocks change at midnight. */
export function nextDay(now: Date, timezone: string): Date {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const today = format.format(now);
  let before = now.getTime();
  let after = before + 26 * hourMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (format.format(middle) === today) before = middle;
    else after = middle;
  }
  return new Date(after);
}

function jitterOf(integrationId: string): number {
  const hash = createHash('sha256').update(integrationId).digest().readUInt32BE(0);
  return Math.floor((hash / 0x1_0000_0000) * jitterMs);
}
