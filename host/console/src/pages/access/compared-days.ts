const dayMs = 86_400_000;
const pattern = /^\d{4}-\d{2}-\d{2}$/;

/** Two days, `2026-11-24`; both are counted in. */
export interface ComparedDays {
  readonly from: string;
  readonly to: string;
}

/** The days of the address; without them the last thirty up to today. */
export function comparedDays(
  from: string | undefined,
  to: string | undefined,
  now: Date,
): ComparedDays {
  const last = isDay(to) ? to : dayOf(now);
  const first = isDay(from) ? from : dayOf(new Date(Date.parse(`${last}T00:00:00Z`) - 30 * dayMs));
  return { from: first, to: last };
}

/** Whether a text is a day that there is. */
export function isDay(text: string | undefined): text is string {
  if (text === undefined || !pattern.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && dayOf(instant) === text;
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
