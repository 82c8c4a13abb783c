import { RollcallError } from '@rollcall/core';

import { durationMs } from '../runs/due.js';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * The end of a mute: the beginning of a day in UTC, an instant, or a time from now such as `30d`.
 * @throws `INPUT_INVALID`
 */
export function parseUntil(text: string, now: Date): Date {
  if (/^[1-9]\d{0,5}[smhd]$/.test(text)) return new Date(now.getTime() + durationMs(text));
  const isDay = dayPattern.test(text);
  const instant = new Date(isDay ? `${text}T00:00:00Z` : text);
  if ((isDay || instantPattern.test(text)) && !Number.isNaN(instant.getTime())) return instant;
  throw new RollcallError('INPUT_INVALID', `"until" is no time: ${JSON.stringify(text)}`, {
    hint: 'Write a day (2027-02-01), an instant with its zone (2027-02-01T08:00:00Z), or a time from now (30d).',
  });
}
