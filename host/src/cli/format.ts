/** A count, digits grouped. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** A count with its noun: `1 record`, `1,204 records`. */
export function countOf(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${value === 1 ? singular : plural}`;
}

/** `part` of `whole`, as precise as it is useful: `0.04 %`, `3.6 %`, `31 %`. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return '– %';
  const share = (part / whole) * 100;
  const digits = new Intl.NumberFormat(
    'en-US',
    share > 0 && share < 1
      ? { maximumSignificantDigits: 1 }
      : { maximumFractionDigits: share < 10 ? 1 : 0 },
  ).format(share);
  return `${digits} %`;
}

/** An instant for people, to the minute, with its zone: `2026-10-03 14:05 GMT+2`. */
export function localTime(instant: string | Date, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).formatToParts(new Date(instant));
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}

/** The time between two instants: `0.9 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
