/** How a place changes its clocks. */
export type DaylightRule = 'eu' | 'us' | 'south' | 'none';

/** What a place's clock follows. */
export interface ClockRule {
  readonly offset: number;
  readonly daylight: DaylightRule;
}

/** Milliseconds of a minute, an hour, a day. */
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Milliseconds that the clocks of a place are ahead of UTC. */
export function offsetMs({ offset, daylight }: ClockRule, time: number): number {
  return (offset + (isSummer(daylight, time) ? 1 : 0)) * hourMs;
}

const changes = new Map<string, readonly [number, number]>();

function isSummer(rule: DaylightRule, time: number): boolean {
  if (rule === 'none') return false;
  const year = new Date(time).getUTCFullYear();
  const key = `${rule}${year}`;
  const known = changes.get(key) ?? changesOf(rule, year);
  changes.set(key, known);
  const [begins, ends] = known;
  return begins < ends ? time >= begins && time < ends : time >= begins || time < ends;
}

function changesOf(rule: DaylightRule, year: number): readonly [number, number] {
  if (rule === 'eu') return [sunday(year, 2, 25) + hourMs, sunday(year, 9, 25) + hourMs];
  if (rule === 'us') return [sunday(year, 2, 8) + 8 * hourMs, sunday(year, 10, 1) + 8 * hourMs];
  return [sunday(year, 9, 1) - 8 * hourMs, sunday(year, 3, 1) - 8 * hourMs];
}

/** The first Sunday from this day on. */
function sunday(year: number, month: number, day: number): number {
  const at = new Date(Date.UTC(year, month, day));
  return at.getTime() + ((7 - at.getUTCDay()) % 7) * dayMs;
}
