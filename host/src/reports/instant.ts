import { RollcallError } from '@rollcall/core';

const dayMs = 86_400_000;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A bound of a period: a day or an instant, in UTC. A day as `to` means its end: it is part of the
 * period.
 * @throws `INPUT_INVALID`
 */
function parseInstant(text: string, bound: 'from' | 'to'): Date {
  const isDay = dayPattern.test(text);
  const instant = new Date(isDay ? `${text}T00:00:00Z` : text);
  if ((!isDay && !instantPattern.test(text)) || Number.isNaN(instant.getTime())) {
    throw new RollcallError('INPUT_INVALID', `"${bound}" is no date: ${JSON.stringify(text)}`, {
      hint: 'Write 2026-09-30, or an instant with its zone: 2026-09-30T12:00:00Z.',
    });
  }
  return isDay && bound === 'to' ? new Date(instant.getTime() + dayMs) : instant;
}

/**
 * The bounds of a period.
 * @throws `INPUT_INVALID` when one is no date, or it ends before it begins
 */
export function parsePeriod(
  from: string | undefined,
  to: string | undefined,
): { readonly from: Date | undefined; readonly to: Date | undefined } {
  const period = {
    from: from === undefined ? undefined : parseInstant(from, 'from'),
    to: to === undefined ? undefined : parseInstant(to, 'to'),
  };
  if (period.from && period.to && period.from >= period.to) {
    throw new RollcallError('INPUT_INVALID', `the period ends (${to}) before it begins (${from})`, {
      hint: 'Give "from" the earlier date. A day as "to" is part of the period.',
    });
  }
  return period;
}
