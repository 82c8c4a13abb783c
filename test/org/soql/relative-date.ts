const DAY_MS = 86_400_000;

/** Half-open: from the first instant up to, not including, the end. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The span a relative date literal such as `LAST_N_DAYS:7` means now, in UTC. */
export function relativeSpan(name: string, n: number, now: number): Span {
  const today = now - (now % DAY_MS);
  const days = (from: number, to: number): Span => ({
    from: today + from * DAY_MS,
    to: today + to * DAY_MS,
  });
  switch (name) {
    case 'TODAY':
      return days(0, 1);
    case 'YESTERDAY':
      return days(-1, 0);
    case 'TOMORROW':
      return days(1, 2);
    case 'LAST_90_DAYS':
      return days(-90, 1);
    case 'NEXT_90_DAYS':
      return days(1, 91);
    case 'LAST_N_DAYS':
      return days(-n, 1);
    case 'NEXT_N_DAYS':
      return days(1, n + 1);
    case 'N_DAYS_AGO':
      return days(-n, 1 - n);
    default:
      return calendarSpan(name, n, today);
  }
}

/** Weeks start on Sunday, as they do for a US locale. */
function calendarSpan(name: string, n: number, today: number): Span {
  const [, direction = 'THIS', unit = 'DAY'] =
    /^(LAST|THIS|NEXT)_(?:N_)?(WEEK|MONTH|QUARTER|YEAR)S?$/.exec(name) ?? [];
  const isMany = name.includes('_N_');
  const first = direction === 'LAST' ? -n : direction === 'NEXT' ? 1 : 0;
  const end = direction === 'LAST' ? 0 : direction === 'NEXT' ? n + 1 : 1;
  const to = isMany || direction !== 'NEXT' ? end : first + 1;
  return { from: startOf(unit, first, today), to: startOf(unit, to, today) };
}

function startOf(unit: string, steps: number, today: number): number {
  const date = new Date(today);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case 'WEEK':
      return today + (steps * 7 - date.getUTCDay()) * DAY_MS;
    case 'MONTH':
      return Date.UTC(year, month + steps, 1);
    case 'QUARTER':
      return Date.UTC(year, month - (month % 3) + steps * 3, 1);
    case 'YEAR':
      return Date.UTC(year + steps, 0, 1);
    default:
      return today + steps * DAY_MS;
  }
}
